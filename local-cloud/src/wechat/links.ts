import { randomBytes } from 'node:crypto';
import { isPlainObject } from '../values/keys';
import { fine, refusal } from './errcodes';
import type { Memory } from './memory';
import { textOf } from './options';
import type { Api, ApiParams, ApiReply, Surroundings } from './options';

const DAY = 24 * 60 * 60_000;
const LONGEST_DAYS = 30;
const LONGEST_QUERY = 1_024;
const QUERY = /^[\dA-Za-z!#$&'()*+,/:;=?@\-._~%]*$/;
const VERSIONS = ['release', 'trial', 'develop'];
const KEPT = 1_000;

/** A link that was made; it is good until `expiresAt`. */
export interface IssuedLink {
  link: string;
  at: number;
  path: string;
  query: string;
  envVersion: string;
  expiresAt: number;
}

export interface LinkParts extends Surroundings {
  memory: Memory;
  pages: () => Set<string> | null;
}

/**
 * `urllink.generate` and `urlscheme.generate`. Nothing opens the links; where
 * each would lead is known to the door.
 */
export function createLinks(parts: LinkParts): {
  apis: Record<string, Api>;
  issued: () => IssuedLink[];
} {
  const links = parts.memory.topic<IssuedLink>('links');

  function issue(
    prefix: string,
    target: ApiParams,
    params: ApiParams
  ): IssuedLink | ApiReply {
    const { path = '', query = '', env_version = 'release' } = target;
    if (typeof path !== 'string' || !leadsSomewhere(path))
      return refusal(40165);
    const isText = typeof query === 'string' && query.length <= LONGEST_QUERY;
    if (!isText || !QUERY.test(query)) return refusal(40212);
    const envVersion = textOf(env_version);
    if (!VERSIONS.includes(envVersion)) return refusal(40097, 'env_version');
    const at = parts.clock.now();
    const expiresAt = expiryOf(params, at);
    if (expiresAt === null) return refusal(85401);
    const link = prefix + randomBytes(8).toString('base64url');
    const issued = { link, at, path, query, envVersion, expiresAt };
    links.put(link, issued, KEPT);
    return issued;
  }

  function leadsSomewhere(path: string): boolean {
    if (path.includes('?')) return false;
    if (path === '' || parts.switches().codePage === 'any') return true;
    return parts.pages()?.has(path.replace(/^\//, '')) ?? true;
  }

  return {
    apis: {
      'urllink.generate': (params) => {
        const made = issue('https://wxaurl.cn/', params, params);
        return 'link' in made ? fine({ url_link: made.link }) : made;
      },
      'urlscheme.generate': (params) => {
        const target = isPlainObject(params.jump_wxa) ? params.jump_wxa : {};
        const made = issue('weixin://dl/business/?t=', target, params);
        return 'link' in made ? fine({ openlink: made.link }) : made;
      },
    },
    issued: () => links.all(),
  };
}

/** From one minute to 30 days; without a word 30 days. */
function expiryOf(params: ApiParams, now: number): number | null {
  const { expire_type = 0, expire_time, expire_interval } = params;
  if (Number(expire_type) === 1) {
    const days = Number(expire_interval);
    const fits = Number.isInteger(days) && days >= 1 && days <= LONGEST_DAYS;
    return fits ? now + days * DAY : null;
  }
  if (expire_time === undefined) return now + LONGEST_DAYS * DAY;
  const at = Number(expire_time) * 1_000;
  return at - now >= 60_000 && at - now <= LONGEST_DAYS * DAY ? at : null;
}

import { randomUUID } from 'node:crypto';
import { codeText, paintCode, readLook, type CodeLook } from './code-picture';
import { refusal } from './errcodes';
import type { Memory } from './memory';
import { textOf } from './options';
import type { Api, ApiParams, ApiReply, Surroundings } from './options';

/** A code that was made. */
export interface IssuedCode {
  id: string;
  api: string;
  at: number;
  /** Where it leads; an empty page is the home page. */
  page: string;
  scene?: string;
  envVersion: string;
  text: string;
  look: CodeLook;
}

export interface Codes {
  apis: Record<string, Api>;
  /** Newest last. */
  issued(): IssuedCode[];
  /** The picture as it was answered, or null for an unknown id. */
  picture(id: string): Promise<Buffer | null>;
}

export interface CodeParts extends Surroundings {
  memory: Memory;
  pages: () => Set<string> | null;
  /** Codes with a path that an account may make in its life. */
  limitedCodes: () => number;
}

const SCENE = /^[\dA-Za-z!#$&'()*+,/:;=?@\-._~]+$/;
const LONGEST_SCENE = 32;
const LONGEST_PATH = 1_024;
const VERSIONS = ['release', 'trial', 'develop'];
const KEPT = 1_000;
const RESERVED = 'scancode_time';

/**
 * Mini-program codes as QR codes that a person can scan. They hold
 * `weixin://dl/business/?appid=…&path=<page>&query=<query>`, where WeChat's
 * round codes hold something that only WeChat can read.
 */
export function createCodes(parts: CodeParts): Codes {
  const { memory, clock, appId } = parts;
  const codes = memory.topic<IssuedCode>('codes');
  const limited = memory.topic<number>('limited-codes');

  async function issue(
    code: Pick<IssuedCode, 'api' | 'page' | 'scene' | 'text'>,
    params: ApiParams
  ): Promise<ApiReply> {
    const look = readLook(params);
    if (!('width' in look)) return look;
    const envVersion = textOf(params.env_version ?? 'release');
    if (!VERSIONS.includes(envVersion)) return refusal(40097, 'env_version');
    const body = await paintCode(code.text, look);
    const id = randomUUID();
    const issued = { id, at: clock.now(), envVersion, look, ...code };
    codes.put(id, issued, KEPT);
    return { contentType: 'image/png', body };
  }

  function unlimited(params: ApiParams): ApiReply | Promise<ApiReply> {
    const { scene, page = '', check_path = true } = params;
    if (typeof scene !== 'string' || scene === '') return refusal(40129);
    if (scene.length > LONGEST_SCENE) return refusal(40169);
    if (!SCENE.test(scene)) return refusal(40129);
    if (scene.includes(RESERVED)) return refusal(85096);
    if (typeof page !== 'string' || /^\/|[?#]/.test(page))
      return refusal(41030);
    if (typeof check_path !== 'boolean') return refusal(40097, 'check_path');
    if (check_path && page !== '' && !isReleased(page)) return refusal(41030);
    const query = `scene=${encodeURIComponent(scene)}`;
    const text = codeText(appId, page, query);
    return issue({ api: 'wxacode.getUnlimited', page, scene, text }, params);
  }

  function isReleased(page: string): boolean {
    if (parts.switches().codePage === 'any') return true;
    return parts.pages()?.has(page) ?? true;
  }

  /** Each code with a path uses up one of the account's life. */
  function withPath(api: string): Api {
    return async (params) => {
      const path = textOf(params.path);
      if (path === '' || path.length > LONGEST_PATH) return refusal(40159);
      if (path.includes(RESERVED)) return refusal(85096);
      const used = limited.get('used') ?? 0;
      if (used >= parts.limitedCodes()) return refusal(45029);
      const [page = '', query = ''] = path.split(/\?(.*)/s);
      const text = codeText(appId, page, query);
      const reply = await issue({ api, page: path, text }, params);
      if ('body' in reply) limited.put('used', (limited.get('used') ?? 0) + 1);
      return reply;
    };
  }

  return {
    apis: {
      'wxacode.getUnlimited': unlimited,
      'wxacode.get': withPath('wxacode.get'),
      'wxacode.createQRCode': withPath('wxacode.createQRCode'),
    },
    issued: () => codes.all(),
    async picture(id) {
      const code = codes.get(id);
      return code && paintCode(code.text, code.look);
    },
  };
}

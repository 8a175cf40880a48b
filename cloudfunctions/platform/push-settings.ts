import type { PushPurpose } from '../../domain/values/states';
import { emptyCredit } from '../../domain/push/ledger';
import type { Template, TemplateField } from '../../domain/template/schema';
import { LIMITS } from '../../domain/values/limits';
import { find, get } from './documents';
import type { Person } from './who';

/** A template in use: an administrator's, or the deployment's own. */
export type PushTemplate = Pick<
  Template,
  '_id' | 'purpose' | 'kind' | 'fields'
>;

/** What wx.requestSubscribeMessage takes at once, on old phones too. */
const MOST_OFFERED = 3;
/** A change is seen by every running function within this time. */
const FRESH_MS = 60_000;
/** `KF_PUSH_FIELDS` is `part=field,…`: JSON would not survive templating. */
const DEFAULT_FIELDS = 'sender=thing1,summary=thing2';

type Environment = Record<string, string | undefined>;

/** developer, trial or formal. */
export function miniprogramState(env: Environment = process.env): string {
  return env['KF_MINIPROGRAM_STATE'] || 'formal';
}

let known: PushTemplate[] = [];
let readAt = Number.NEGATIVE_INFINITY;

/** The templates in force, answers first; one read a minute, whoever asks. */
export async function pushTemplates(): Promise<PushTemplate[]> {
  const now = Date.now();
  // A clock that was set back must not keep old templates for ever.
  if (Math.abs(now - readAt) < FRESH_MS) return known;
  const stored = await find('templates', { active: true });
  const reply = stored.filter(({ purpose }) => purpose === 'reply');
  const others = stored.filter(({ purpose }) => purpose !== 'reply');
  const own = ownTemplate();
  known = [...(reply.length > 0 || !own ? reply : [own]), ...others];
  readAt = now;
  return known;
}

/** The template made for this; null: there is none. */
export async function ownTemplateFor(
  purpose: PushPurpose
): Promise<PushTemplate | null> {
  const templates = await pushTemplates();
  return templates.find((one) => one.purpose === purpose) ?? null;
}

/**
 * By which template this is told. A turn in the queue may be told as an
 * answer is; an end never is.
 */
export async function templateFor(
  purpose: PushPurpose
): Promise<PushTemplate | null> {
  const own = await ownTemplateFor(purpose);
  return own ?? (purpose === 'closed' ? null : ownTemplateFor('reply'));
}

/** What a customer's phone may ask consent for, and what he has left. */
export async function pushOffer({
  me,
  channel,
}: Person): Promise<{ templateIds: string[]; balance: number }> {
  const templates = channel === 'phone' ? await pushTemplates() : [];
  const [first] = templates;
  if (!first) return { templateIds: [], balance: 0 };
  // WeChat refuses one-time and long-term ones in one request (20002).
  const offered = templates
    .filter(({ kind }) => kind === first.kind)
    .slice(0, MOST_OFFERED);
  const credit = (await get('credits', me)) ?? emptyCredit(me);
  const has = credit.balances[first._id] ?? 0;
  const lasts = first.kind === 'long-term' && has > 0;
  return {
    templateIds: offered.map(({ _id }) => _id),
    balance: lasts ? LIMITS.creditMax : has,
  };
}

/** The template of the deployment; null: it has none. */
export function ownTemplate(env: Environment = process.env) {
  const _id = env['KF_PUSH_TEMPLATE_ID'];
  if (!_id) return null;
  const fields = fieldsOf(env['KF_PUSH_FIELDS'] || DEFAULT_FIELDS);
  return { _id, purpose: 'reply', kind: 'once', fields } as const;
}

function fieldsOf(text: string): TemplateField[] {
  const fields: TemplateField[] = [];
  for (const pair of text.split(',')) {
    const [from, name] = pair.split('=').map((half) => half.trim());
    if ((from === 'sender' || from === 'summary') && name) {
      fields.push({ name, from });
    }
  }
  return fields;
}

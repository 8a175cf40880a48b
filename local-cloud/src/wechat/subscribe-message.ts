import { setTimeout as wait } from 'node:timers/promises';
import type { Consents, Kind } from './consents';
import { fine, refusal } from './errcodes';
import { textOf, type ApiParams, type ApiReply } from './options';
import type { Surroundings } from './options';
import type { RiskyWord } from './settings';
import { invalidField } from './template-fields';
import type { Template } from './templates';

const STATES = ['developer', 'trial', 'formal'];
const LANGUAGES = ['zh_CN', 'en_US', 'zh_HK', 'zh_TW'];

export interface SenderParts extends Surroundings {
  consents: Consents;
  templates: () => Template[] | null;
  words: () => RiskyWord[];
  pages: () => Set<string> | null;
}

/**
 * `subscribeMessage.send`: looks at the arguments, then uses one consent of
 * the person. A message takes a moment; a second one to the same person
 * meanwhile is 43108.
 */
export function createSender(
  parts: SenderParts
): (params: ApiParams) => Promise<ApiReply> {
  const { consents, switches } = parts;
  const receiving = new Set<string>();

  return async (params) => {
    const wrong = judge(parts, params);
    if (wrong) return wrong;
    const touser = textOf(params.touser);
    if (receiving.has(touser)) return refusal(43108);
    receiving.add(touser);
    try {
      const { subscribeSendMs } = switches();
      if (subscribeSendMs > 0) await wait(subscribeSendMs);
      const kind = kindOf(parts.templates(), textOf(params.template_id));
      return consents.spend(touser, kind) ? fine() : refusal(43101);
    } finally {
      receiving.delete(touser);
    }
  };
}

/** A template that is not known is taken for a one-time one. */
export function kindOf(templates: Template[] | null, id: string): Kind {
  return templates?.find((one) => one.id === id) ?? { id, kind: 'one-time' };
}

function judge(parts: SenderParts, params: ApiParams): ApiReply | null {
  if (!textOf(params.touser)) return refusal(40003);
  const id = textOf(params.template_id);
  const templates = parts.templates();
  const template = templates?.find((one) => one.id === id) ?? null;
  const required =
    templates !== null || parts.switches().templateRegistry === 'required';
  if (!id || (required && !template)) return refusal(40037);
  if (template?.banned) return refusal(43107);
  const argument = wrongArgument(params, template);
  if (argument) return refusal(47003, argument);
  if (!isKnownPage(parts, textOf(params.page))) return refusal(41030);
  return isSensitive(parts.words(), params.data) ? refusal(45168) : null;
}

function wrongArgument(
  params: ApiParams,
  template: Template | null
): string | null {
  const { miniprogram_state: state, lang, page } = params;
  if (state !== undefined && !STATES.includes(textOf(state))) {
    return 'miniprogram_state';
  }
  if (lang !== undefined && !LANGUAGES.includes(textOf(lang))) return 'lang';
  if (page !== undefined && typeof page !== 'string') return 'page';
  return invalidField(params.data, template);
}

function isKnownPage(parts: SenderParts, page: string): boolean {
  if (page === '' || parts.switches().subscribePage === 'any') return true;
  const path = page.split('?', 1)[0]?.replace(/^\//, '') ?? '';
  return parts.pages()?.has(path) ?? true;
}

/** The data is known to be fields with values. */
function isSensitive(words: RiskyWord[], data: unknown): boolean {
  const fields = Object.values(data as Record<string, { value: unknown }>);
  const text = fields.map(({ value }) => String(value)).join('\n');
  return words.some(
    ({ word, suggest }) => suggest === 'risky' && text.includes(word)
  );
}

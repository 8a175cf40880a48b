import type { PushRecord } from '../kernel/services';
import { messageOf } from './errcodes';
import type { Ledger } from './ledger';
import type { ApiParams } from './options';
import { invalidField } from './template-fields';

const STATES = ['developer', 'trial', 'formal'];
const LANGUAGES = ['zh_CN', 'en_US', 'zh_HK', 'zh_TW'];

/**
 * What WeChat does with `subscribeMessage.send`: looks at the arguments, then
 * uses one consent of the person.
 * @param ordered an error that a test ordered; 0 for none
 */
export function sendSubscribeMessage(
  params: ApiParams,
  ledger: Ledger,
  ordered: number,
  at: number
): PushRecord {
  const touser = textOf(params['touser']);
  const templateId = textOf(params['template_id']);
  const page = textOf(params['page']);
  const [errcode, detail] = judge(params, ordered);
  const spent = errcode === 0 ? ledger.spend(touser, templateId) : true;
  const final = spent ? errcode : 43101;
  return {
    at,
    touser,
    templateId,
    ...(page && { page }),
    data: (params['data'] ?? {}) as PushRecord['data'],
    errcode: final,
    errmsg: messageOf(final, detail),
  };
}

function judge(params: ApiParams, ordered: number): [number, string?] {
  if (ordered !== 0) return [ordered];
  if (!textOf(params['touser'])) return [40003];
  if (!textOf(params['template_id'])) return [40037];
  const wrong = wrongArgument(params);
  return wrong ? [47003, wrong] : [0];
}

function wrongArgument(params: ApiParams): string | null {
  const { miniprogram_state: state, lang, page } = params;
  if (state !== undefined && !STATES.includes(textOf(state))) {
    return 'miniprogram_state';
  }
  if (lang !== undefined && !LANGUAGES.includes(textOf(lang))) return 'lang';
  if (page !== undefined && typeof page !== 'string') return 'page';
  return invalidField(params['data']);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

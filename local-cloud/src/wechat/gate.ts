import type { InvocationSource } from '../kernel/caller';
import type { OpenapiCaller } from '../kernel/services';
import { refusal } from './errcodes';
import type { ApiReply, WechatOptions, WechatSwitches } from './options';

/** What WeChat itself started: a phone, a timer, a message push. */
const SOURCES: InvocationSource[] = ['wx_client', 'wx_trigger', 'wx_unknown'];

/**
 * Why this function may not call this API, or null. WeChat's cloud calls work
 * only for what WeChat started, and only where config.json lists the API.
 */
export function refuseAtGate(
  name: string,
  from: OpenapiCaller | null,
  options: Pick<WechatOptions, 'permissionsOf' | 'log'>,
  { openapiFromChain }: WechatSwitches
): ApiReply | null {
  const isChain = from?.source === 'scf' && from.openid !== undefined;
  const allowed =
    from !== null &&
    (SOURCES.includes(from.source) ||
      (isChain && openapiFromChain === 'as-caller'));
  if (!allowed) {
    options.log?.(`openapi ${name} from ${from?.source ?? 'outside'}`);
    return refusal(-604104);
  }
  if (options.permissionsOf(from.functionName)?.includes(name)) return null;
  options.log?.(`${from.functionName}/config.json does not list ${name}`);
  return refusal(-604101);
}

import type { FunctionContext } from '../platform/caller';
import type { WechatEvent } from './events';

/**
 * How a person, a timer or another function starts a call. WeChat's message
 * push comes from none of these; where a platform calls it `wx_client` it
 * cannot be told from a forged one, and is refused like any unknown action.
 */
const OTHER_SOURCES = /^(wx_client|wx_devtools|wx_http|wx_trigger|timer|scf)/;

/** Whether WeChat itself tells something, and not somebody in its name. */
export function isEvent(
  event: unknown,
  { environment }: FunctionContext
): event is WechatEvent {
  if (typeof event !== 'object' || event === null) return false;
  const { MsgType } = event as Record<string, unknown>;
  if (typeof MsgType !== 'string' || 'action' in event) return false;
  const told = environment ? Object(JSON.parse(environment)) : {};
  const all = { ...process.env, ...told } as Record<string, string | undefined>;
  const source = all['TRIGGER_SRC'] ?? '';
  // Every caller on the web has an identity of ours; WeChat has none.
  return source !== '' && !OTHER_SOURCES.test(source) && !told['TCB_UUID'];
}

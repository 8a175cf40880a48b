import type { InvocationSource } from '../kernel/caller';
import { movableClock, type Clock } from '../kernel/clock';
import { createWechat, type WechatDoubles, type WechatOptions } from './index';
import { DEFAULT_WECHAT_SWITCHES, type WechatSwitches } from './options';

export interface TestWechat {
  wechat: WechatDoubles;
  clock: Clock;
  /** Calls as a function that the phone started and that may call all. */
  call(
    api: string,
    params?: Record<string, unknown>,
    source?: InvocationSource
  ): Promise<Record<string, unknown>>;
}

/** The doubles with a clock of their own; messages take no time. */
export function openWechat(
  options: Partial<WechatOptions> = {},
  moved: Partial<WechatSwitches> = {}
): TestWechat {
  const clock = options.clock ?? movableClock();
  const wechat = createWechat({
    clock,
    appId: 'wxapp1',
    permissionsOf: () => ({ includes: () => true }) as unknown as string[],
    switches: () => ({
      ...DEFAULT_WECHAT_SWITCHES,
      subscribeSendMs: 0,
      ...moved,
    }),
    ...options,
  });
  return {
    wechat,
    clock,
    async call(api, params = {}, source = 'wx_client') {
      const from = { functionName: 'f', source };
      const reply = await wechat.openapi(api, params, from);
      return 'json' in reply ? reply.json : { ...reply };
    },
  };
}

/** A subscribe message to o1 from template T1. */
export const message = (
  data: unknown = { thing1: { value: '好' } },
  rest: Record<string, unknown> = {}
): Record<string, unknown> => ({
  touser: 'o1',
  template_id: 'T1',
  data,
  ...rest,
});

/** Templates as an account has them, of one kind each. */
export const ONE = {
  id: 'T1',
  title: '回复提醒',
  kind: 'one-time',
  fields: [
    { key: 'thing1', name: '内容', example: '你好' },
    { key: 'phrase2', name: '状态', example: '处理中' },
  ],
};
export const LONG = { ...ONE, id: 'L1', title: '航班提醒', kind: 'long-term' };

import { join } from 'node:path';
import type { InvocationSource } from '../kernel/caller';
import type { PushRecord, Wechat } from '../kernel/services';
import { checkText } from './content-check';
import { refusal } from './errcodes';
import { openLedger } from './ledger';
import type { ApiParams, ApiReply, WechatOptions } from './options';
import { sendSubscribeMessage } from './subscribe-message';
import { unlimitedCode } from './unlimited-code';

export type { WechatOptions } from './options';
export { codeText } from './unlimited-code';

const KEPT_PUSHES = 1_000;
/** WeChat's cloud calls work only for what the phone or a timer started. */
const SOURCES: InvocationSource[] = ['wx_client', 'wx_trigger'];

/** The doubles of WeChat's server with the faults that tests order. */
export interface WechatDoubles extends Wechat {
  /** The next `times` pushes are answered with this error code. */
  failNext(errcode: number, times: number): void;
}

/**
 * WeChat's server as far as a cloud function calls it. The ledger of consents
 * is fed by the client's double of wx.requestSubscribeMessage, through the
 * door; it is what WeChat knows, not what the product believes.
 */
export function createWechat(options: WechatOptions): WechatDoubles {
  const { clock, appId = 'wxlocal0000000000' } = options;
  const ledger = openLedger(options.dir && join(options.dir, 'consents.json'));
  const pushes: PushRecord[] = [];
  let ordered = { errcode: 0, left: 0 };

  function orderedError(): number {
    if (ordered.left <= 0) return 0;
    ordered.left -= 1;
    return ordered.errcode;
  }

  function send(params: ApiParams): ApiReply {
    const push = sendSubscribeMessage(
      params,
      ledger,
      orderedError(),
      clock.now()
    );
    pushes.push(push);
    if (pushes.length > KEPT_PUSHES) pushes.shift();
    const { errcode, errmsg } = push;
    return { json: { errcode, errmsg } };
  }

  const apis: Record<
    string,
    (params: ApiParams) => ApiReply | Promise<ApiReply>
  > = {
    'subscribeMessage.send': send,
    'wxacode.getUnlimited': (params) => unlimitedCode(params, appId),
    'security.msgSecCheck': checkText,
  };

  return {
    async openapi(api, params, from) {
      const name = api.replace(/^openapi\./, '');
      const answer = Object.hasOwn(apis, name) ? apis[name] : undefined;
      if (!answer) {
        options.log?.(`openapi ${name} is not supported by the local cloud`);
        return refusal(-604100, name);
      }
      if (!from || !SOURCES.includes(from.source)) {
        options.log?.(`openapi ${name} from ${from?.source ?? 'outside'}`);
        return refusal(-604104);
      }
      if (!options.permissionsOf(from.functionName)?.includes(name)) {
        options.log?.(`${from.functionName}/config.json does not list ${name}`);
        return refusal(-604101);
      }
      return answer(params);
    },
    pushes: () => [...pushes],
    grantCredit: ledger.grant,
    credit: ledger.balance,
    failNext: (errcode, times) => void (ordered = { errcode, left: times }),
    async start() {},
    async stop() {},
    async reset() {
      ledger.clear();
      pushes.length = 0;
      ordered = { errcode: 0, left: 0 };
    },
  };
}

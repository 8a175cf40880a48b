import type { OpenapiCaller, Wechat } from '../kernel/services';
import { refusal } from './errcodes';
import { refuseAtGate } from './gate';
import type { Api, ApiParams, ApiReply, Surroundings } from './options';
import type { WechatOptions } from './options';
import type { Orders } from './orders';
import type { Quotas } from './quotas';

export interface OpenapiParts extends Surroundings {
  apis: Record<string, Api>;
  permissionsOf: WechatOptions['permissionsOf'];
  orders: Orders;
  quotas: Quotas;
  /** Hears what each call came to, also where an order hid the answer. */
  answered: (name: string, params: ApiParams, reply: ApiReply) => void;
}

/** The way of a cloud call: is there such an API, may it be called, by whom. */
export function createOpenapi(parts: OpenapiParts): Wechat['openapi'] {
  const { orders, quotas, log } = parts;
  const apis = new Map(Object.entries(parts.apis));

  function refuse(
    name: string,
    from: OpenapiCaller | null
  ): ApiReply | undefined {
    if (from?.forAppId && from.forAppId !== parts.appId) {
      log(`${name} for ${from.forAppId} is not supported by the local cloud`);
      return refusal(40013);
    }
    return refuseAtGate(name, from, parts, parts.switches()) ?? undefined;
  }

  /** An ordered error stands in the way, or only takes the answer's place. */
  async function answer(
    name: string,
    api: Api,
    params: ApiParams
  ): Promise<ApiReply> {
    const order = orders.take(name, params);
    const instead = order && refusal(order.errcode);
    const blocked = order?.moment === 'before' ? instead : null;
    const reply =
      blocked ?? (quotas.take(name) ? await api(params) : refusal(45009));
    parts.answered(name, params, reply);
    return instead ?? reply;
  }

  return async (called, params, from) => {
    const name = called.replace(/^openapi\./, '');
    const api = apis.get(name);
    if (!api) {
      log(`${name} is not supported by the local cloud`);
      return refusal(-604100, name);
    }
    return refuse(name, from) ?? answer(name, api, params);
  };
}

import { CloudError } from '../kernel/errors';
import type { ApiParams } from './options';
import { textOf } from './options';

/** An error that a test ordered for calls that match. */
export interface ErrorOrder {
  errcode: number;
  /** Calls that still fail so. */
  times: number;
  /** `after`: the work is done, only the answer is this error. */
  moment: 'before' | 'after';
  api?: string;
  openid?: string;
  templateId?: string;
}

export interface Orders {
  /** @throws CloudError INVALID_PARAM */
  add(order: Record<string, unknown>): ErrorOrder[];
  /** The first order that this call meets; it is then used once. */
  take(api: string, params: ApiParams): ErrorOrder | null;
  list(): ErrorOrder[];
  /** All, or those for one API. */
  clear(api?: string): void;
}

export function createOrders(): Orders {
  let orders: ErrorOrder[] = [];
  return {
    add(wish) {
      orders.push(readOrder(wish));
      return [...orders];
    },
    take(api, params) {
      const met = orders.find((order) => meets(order, api, params)) ?? null;
      if (!met) return null;
      met.times -= 1;
      orders = orders.filter(({ times }) => times > 0);
      return met;
    },
    list: () => [...orders],
    clear(api) {
      orders = api ? orders.filter((order) => order.api !== api) : [];
    },
  };
}

function readOrder(wish: Record<string, unknown>): ErrorOrder {
  const { errcode, times = 1, moment = 'before' } = wish;
  if (!Number.isInteger(errcode) || errcode === 0) {
    throw new CloudError('INVALID_PARAM', 'errcode must be a code of WeChat');
  }
  if (!Number.isInteger(times) || Number(times) < 1) {
    throw new CloudError('INVALID_PARAM', 'times must be a number from 1');
  }
  if (moment !== 'before' && moment !== 'after') {
    throw new CloudError('INVALID_PARAM', 'moment must be before or after');
  }
  const order: ErrorOrder = {
    errcode: Number(errcode),
    times: Number(times),
    moment,
  };
  for (const key of ['api', 'openid', 'templateId'] as const) {
    const value = textOf(wish[key]);
    if (value) order[key] = value;
  }
  return order;
}

function meets(order: ErrorOrder, api: string, params: ApiParams): boolean {
  const openid = textOf(params.touser) || textOf(params.openid);
  return (
    (order.api ?? api) === api &&
    (order.openid ?? openid) === openid &&
    (order.templateId ?? textOf(params.template_id)) ===
      textOf(params.template_id)
  );
}

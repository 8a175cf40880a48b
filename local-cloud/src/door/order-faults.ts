import { CloudError } from '../kernel/errors';
import { isPlainObject } from '../values/keys';
import type { DoorParts } from './parts';

type Order = Record<string, unknown>;

const MODIFIERS = ['match', 'times'];

/**
 * Orders failures. Every key of the body is one order; unknown ones are
 * refused before anything is done. Answers with what is in force.
 */
export function orderFaults(parts: DoorParts, body: Order): Order {
  const unknown = Object.keys(body).find(
    (key) => !Object.hasOwn(ORDERS, key) && !MODIFIERS.includes(key)
  );
  if (unknown !== undefined) {
    throw new CloudError('INVALID_PARAM', `there is no fault ${unknown}`);
  }
  const result: Order = {};
  for (const [key, order] of Object.entries(ORDERS)) {
    if (!(key in body)) continue;
    const told = order(parts, body[key], body);
    if (told) Object.assign(result, told);
  }
  return { ...readFaults(parts), ...result };
}

/** What is in force. `left: null` lasts until it is cleared. */
export function readFaults({ faults, functions }: DoorParts): Order {
  return { ...faults.read(), functions: functions.faults.read() };
}

const ORDERS: Record<
  string,
  (parts: DoorParts, value: unknown, body: Order) => Order | void
> = {
  clear: ({ faults, functions, wechat }) => {
    faults.clear();
    wechat.orders.clear();
    functions.faults.clear();
  },
  cutSockets: ({ realtime }, value) => ({
    cut: realtime.cutSockets(value === true ? undefined : personOf(value)),
  }),
  delayMs: ({ faults }, value, body) =>
    faults.setDelay(numberOf(value, 'delayMs'), matchOf(body), timesOf(body)),
  drop: ({ faults }, value, body) => {
    const order = isPlainObject(value) ? value : {};
    const moment = order.moment === 'after' ? 'after' : 'before';
    const from = { ...body, ...order };
    faults.setDrop(moment, matchOf(from), timesOf(from));
  },
  fail: ({ faults }, value) => {
    const order = objectOf(value);
    const skip = numberOf(order.skip ?? 0, 'skip');
    const code = textOf(order, 'code');
    faults.setFailure(code, matchOf(order), timesOf(order), skip);
  },
  failFunction: ({ functions }, value) => {
    const order = objectOf(value);
    const moment = order.moment === 'after' ? 'after' : 'before';
    const times = numberOf(order.times ?? 1, 'times');
    const code = String(order.code ?? 'FUNCTIONS_EXECUTE_FAIL');
    functions.faults.failNext(textOf(order, 'name'), times, code, moment);
  },
  slowFunction: ({ functions }, value) => {
    const order = objectOf(value);
    functions.faults.slow(textOf(order, 'name'), numberOf(order.ms ?? 0, 'ms'));
  },
  failPush: ({ wechat }, value) => {
    const order = objectOf(value);
    wechat.failNext(Number(order.errcode), Number(order.times ?? 1));
  },
  offline: ({ faults, realtime }, value) => {
    const order = objectOf(value);
    const person = personOf(order);
    const on = order.on !== false;
    faults.setOffline(person.openid ?? person.uid ?? '', on);
    if (on) realtime.cutSockets(person);
  },
  crash: ({ faults }, value) => {
    const order = objectOf(value);
    if (order.at !== 'after-commit') {
      throw new CloudError('INVALID_PARAM', 'crash.at must be after-commit');
    }
    faults.setCrash(
      String(order.action ?? '*'),
      numberOf(order.skip ?? 0, 'skip')
    );
  },
};

function personOf(value: unknown): { openid?: string; uid?: string } {
  const { openid, uid } = objectOf(value);
  if (typeof openid === 'string') return { openid };
  if (typeof uid === 'string') return { uid };
  throw new CloudError('INVALID_PARAM', 'an openid or a uid is needed');
}

function objectOf(value: unknown): Order {
  if (isPlainObject(value)) return value;
  throw new CloudError('INVALID_PARAM', 'the fault is malformed');
}

function textOf(order: Order, name: string): string {
  const value = order[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new CloudError('INVALID_PARAM', `${name} is missing`);
}

const matchOf = (order: Order): string =>
  typeof order.match === 'string' ? order.match : '';

const timesOf = (order: Order): number =>
  order.times === undefined ? Infinity : numberOf(order.times, 'times');

function numberOf(value: unknown, name: string): number {
  if (typeof value === 'number' && value >= 0) return value;
  throw new CloudError('INVALID_PARAM', `${name} must be a number from 0`);
}

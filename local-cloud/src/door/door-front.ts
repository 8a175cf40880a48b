import { CloudError } from '../kernel/errors';
import { jsonBody, sendJson, type Exchange } from '../http/exchange';
import { isForeignPage } from '../http/loopback';
import { errorBody, type Front } from '../http/server';
import { createAccount, issueIdentity } from './identities';
import { orderFaults } from './order-faults';
import type { DoorParts } from './parts';
import { putRules } from './put-rules';

const PREFIX = '/__local/';
type Answer = (
  parts: DoorParts,
  body: Record<string, unknown>
) => unknown | Promise<unknown>;

const ROUTES: Record<string, Answer> = {
  'GET health': ({ environment }) => ({ ok: true, ...environment() }),
  'POST identity': issueIdentity,
  'POST accounts': createAccount,
  'PUT rules': putRules,
  'POST reset': async ({ reset }) => {
    await reset();
    return { ok: true };
  },
  'GET switches': ({ switches }) => switches.read(),
  'PUT switches': ({ switches }, body) => switches.set(body),
  'GET clock': ({ clock }) => ({ now: clock.now() }),
  'POST clock': advanceClock,
  'GET pushes': ({ wechat }) => wechat.pushes(),
  'GET calls': ({ functions }) => functions.calls(),
  'GET watches': ({ realtime }) => realtime.watches(),
  'GET counters': ({ counters }) => counters.read(),
  'DELETE counters': ({ counters }) => {
    counters.reset();
    return counters.read();
  },
  'GET faults': ({ faults }) => faults.read(),
  'POST faults': orderFaults,
  'POST wechat/credit': grantCredit,
};

/** `/__local`: the door for tests and tools. It is no part of the platform. */
export function doorFront(parts: DoorParts): Front {
  return async (exchange) => {
    if (!exchange.path.startsWith(PREFIX)) return false;
    const route = `${exchange.method} ${exchange.path.slice(PREFIX.length)}`;
    try {
      sendJson(exchange, await answer(parts, exchange, route));
    } catch (error) {
      const reply = errorBody(error, parts.log);
      sendJson(exchange, reply, reply.code === 'SYS_ERR' ? 500 : 400);
    }
    return true;
  };
}

async function answer(
  parts: DoorParts,
  exchange: Exchange,
  route: string
): Promise<unknown> {
  if (isForeignPage(exchange.request)) {
    throw new CloudError('FORBIDDEN', 'the door is for this machine alone');
  }
  const handler = Object.hasOwn(ROUTES, route) ? ROUTES[route] : undefined;
  if (!handler) throw new CloudError('NOT_FOUND', `there is no ${route}`);
  return handler(parts, jsonBody(exchange));
}

function advanceClock(
  { clock }: DoorParts,
  { advanceMs }: Record<string, unknown>
): { now: number } {
  if (typeof advanceMs !== 'number' || !(advanceMs >= 0)) {
    throw new CloudError('INVALID_PARAM', 'advanceMs must be a number from 0');
  }
  clock.advance(advanceMs);
  return { now: clock.now() };
}

function grantCredit(
  { wechat }: DoorParts,
  { openid, templateId, count }: Record<string, unknown>
): { credit: number } {
  if (typeof openid !== 'string' || typeof templateId !== 'string') {
    throw new CloudError('INVALID_PARAM', 'openid and templateId are needed');
  }
  wechat.grantCredit(openid, templateId, Number(count ?? 1));
  return { credit: wechat.credit(openid, templateId) };
}

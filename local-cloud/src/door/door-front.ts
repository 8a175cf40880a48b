import { CloudError } from '../kernel/errors';
import { jsonBody, sendJson, type Exchange } from '../http/exchange';
import { errorBody, type Front } from '../http/server';
import { AUTH_ROUTES } from './auth-routes';
import {
  changeDocument,
  insertDocument,
  queryDocuments,
  removeDocument,
} from './documents';
import { assertOwnPage, NOT_CACHED } from './guard';
import { fireTrigger } from './fire-trigger';
import { putHttpAccess, readHttpAccess } from './http-access';
import { sendFileContent } from './file-content';
import { FILE_ROUTES } from './file-routes';
import { createAccount, issueIdentity, readAccounts } from './identities';
import { orderFaults, readFaults } from './order-faults';
import type { DoorParts } from './parts';
import { putRules } from './put-rules';
import { readCalls } from './read-calls';
import { readCollections } from './read-collections';
import { resetCloud } from './reset-cloud';
import { tryRule } from './try-rule';
import { sendCodePicture, WECHAT_ROUTES } from './wechat-routes';

const PREFIX = '/__local/';
const STATUS: Record<string, number> = {
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  SYS_ERR: 500,
};

type Answer = (
  parts: DoorParts,
  body: Record<string, unknown>,
  query: URLSearchParams
) => unknown | Promise<unknown>;

const ROUTES: Record<string, Answer> = {
  'GET health': ({ environment }) => ({ ok: true, ...environment() }),
  'POST identity': issueIdentity,
  'GET accounts': readAccounts,
  'POST accounts': createAccount,
  'PUT rules': putRules,
  'POST rules/try': tryRule,
  'GET refusals': ({ refusals }) => refusals.read(),
  'GET collections': readCollections,
  'POST query': queryDocuments,
  'POST documents': insertDocument,
  'PUT documents': changeDocument,
  'DELETE documents': removeDocument,
  'POST reset': resetCloud,
  'GET switches': ({ switches }) => ({ switches: switches.report() }),
  'PUT switches': ({ switches }, body) => switches.set(body),
  'GET clock': ({ clock }) => ({ now: clock.now() }),
  'POST clock': advanceClock,
  'GET pushes': ({ wechat }) => wechat.pushes(),
  'GET calls': readCalls,
  'GET triggers': ({ functions }) => functions.triggers(),
  'POST triggers/fire': fireTrigger,
  'GET http-access': readHttpAccess,
  'PUT http-access': putHttpAccess,
  'GET watches': ({ realtime }) => realtime.watches(),
  'GET watch-figures': ({ realtime }) => realtime.watchFigures(),
  'GET counters': ({ counters }) => counters.read(),
  'DELETE counters': ({ counters }) => {
    counters.reset();
    return counters.read();
  },
  'GET faults': readFaults,
  'POST faults': orderFaults,
  ...AUTH_ROUTES,
  ...FILE_ROUTES,
  ...WECHAT_ROUTES,
};

/** `/__local`: the door for tests and tools. It is no part of the platform. */
export function doorFront(parts: DoorParts): Front {
  return async (exchange) => {
    if (!exchange.path.startsWith(PREFIX)) return false;
    const route = `${exchange.method} ${exchange.path.slice(PREFIX.length)}`;
    try {
      for (const header of NOT_CACHED) exchange.response.setHeader(...header);
      assertOwnPage(exchange.request);
      if (await sendCodePicture(parts, exchange)) return true;
      if (await sendFileContent(parts, exchange)) return true;
      sendJson(exchange, await answer(parts, exchange, route));
    } catch (error) {
      const reply = errorBody(error, parts.log);
      sendJson(exchange, reply, STATUS[reply.code] ?? 400);
    }
    return true;
  };
}

async function answer(
  parts: DoorParts,
  exchange: Exchange,
  route: string
): Promise<unknown> {
  const handler = Object.hasOwn(ROUTES, route) ? ROUTES[route] : undefined;
  if (!handler) throw new CloudError('NOT_FOUND', `there is no ${route}`);
  return handler(parts, jsonBody(exchange), exchange.url.searchParams);
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

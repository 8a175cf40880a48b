import { randomUUID } from 'node:crypto';
import type { ClientCaller } from '../kernel/caller';
import { CloudError } from '../kernel/errors';
import { encodeEjson } from '../values/encode';
import { databaseSteps } from './database-actions';
import {
  bearerOf,
  jsonBody,
  jsonValue,
  sendJson,
  type Exchange,
} from './exchange';
import { httpFunctionError, httpFunctionStatus } from './function-errors';
import { gatewayCode, httpStatusOf } from './gateway-status';
import { gatewayStorage } from './gateway-storage';
import { optionalText, textOf, type Params } from './read-params';
import { errorBody, type Front } from './server';
import { DroppedConnection, type Services } from './services';
import { invokeFunction } from './shared-actions';
import { unsupported } from './unsupported';
import { askerOf } from './web-front';

const DATABASE = /^\/v1\/database\/instances\/[^/]+\/databases\/[^/]+\/(.+)$/;
const DOCUMENTS = /^collections\/([^/]+)\/documents(?:\/(.+))?$/;
const TRANSACTION = /^transactions\/([^/]+)\/(commit|rollback)$/;

/** `/v1`: the REST gateway that the browser SDK uses by default. */
export function gatewayFront(services: Services): Front {
  return async (exchange) => {
    if (!exchange.path.startsWith('/v1/')) return false;
    try {
      const caller = callerOf(services, exchange);
      sendJson(exchange, encodeEjson(await answer(services, exchange, caller)));
    } catch (error) {
      answerError(services, exchange, error);
    }
    return true;
  };
}

function callerOf(services: Services, exchange: Exchange): ClientCaller | null {
  const token = bearerOf(exchange);
  return token ? services.tokens.callerOf(token) : null;
}

async function answer(
  services: Services,
  exchange: Exchange,
  caller: ClientCaller | null
): Promise<unknown> {
  const { path } = exchange;
  if (path.startsWith('/v1/functions/')) {
    return invoke(services, exchange, caller);
  }
  const storage = /^\/v1\/storages\/(.+)$/.exec(path)?.[1];
  if (storage) {
    await services.faults.enter(`storage.${storage}`, caller);
    return gatewayStorage(services, storage, caller, jsonValue(exchange.body));
  }
  const database = DATABASE.exec(path)?.[1];
  if (database) return answerDatabase(services, exchange, caller, database);
  throw unsupported(path);
}

async function invoke(
  services: Services,
  exchange: Exchange,
  caller: ClientCaller | null
): Promise<unknown> {
  const name = exchange.path.slice('/v1/functions/'.length);
  await services.faults.enter('functions.invokeFunction', caller);
  const { headers } = exchange.request;
  const call = {
    name,
    event: jsonBody(exchange),
    requestId: requestIdOf(headers['x-request-id']),
    qualifier: headers['x-qualifier']?.toString(),
  };
  exchange.response.setHeader('X-Request-Id', call.requestId);
  const work = invokeFunction(services, call, askerOf(caller));
  const result = await work.catch((error: unknown) => {
    throw httpFunctionError(error);
  });
  services.faults.written('functions.invokeFunction');
  return result ?? null;
}

/** The SDK tells its own id and shows that as the call's. */
function requestIdOf(told: string | string[] | undefined): string {
  const isId = typeof told === 'string' && /^[\w-]{8,64}$/.test(told);
  return isId ? told : randomUUID();
}

async function answerDatabase(
  services: Services,
  exchange: Exchange,
  caller: ClientCaller | null,
  rest: string
): Promise<unknown> {
  const { database } = services;
  if (rest === 'transactions') {
    await services.faults.enter('database.startTransaction', caller);
    return { transactionId: await database.begin() };
  }
  const [, id, end] = TRANSACTION.exec(rest) ?? [];
  if (id && end) return endTransaction(services, caller, id, end);
  if (rest === 'collections' && exchange.method === 'POST') {
    return createCollection(services, exchange, caller);
  }
  if (rest === 'commands') throw unsupported(exchange.path);
  const [, collectionName, sub] = DOCUMENTS.exec(rest) ?? [];
  if (!collectionName) throw notFound();
  const params = paramsOf(exchange, collectionName);
  const action = actionOf(exchange.method, sub);
  await services.faults.enter(action, caller);
  const reply = await act(services, caller, action, params, sub);
  services.faults.written(action);
  return reply;
}

async function createCollection(
  services: Services,
  exchange: Exchange,
  caller: ClientCaller | null
): Promise<Record<string, never>> {
  const name = textOf(jsonBody(exchange), 'collectionName');
  await services.faults.enter('database.createCollection', caller);
  await services.database.createCollection({ caller }, name);
  return {};
}

async function endTransaction(
  services: Services,
  caller: ClientCaller | null,
  id: string,
  end: string
): Promise<Record<string, never>> {
  const commits = end === 'commit';
  const action = `database.${commits ? 'commit' : 'abort'}Transaction`;
  await services.faults.enter(action, caller);
  if (commits) await services.database.commit(id);
  else await services.database.abort(id);
  services.faults.written(action);
  return {};
}

function paramsOf(exchange: Exchange, collectionName: string): Params {
  const { method, url } = exchange;
  const read = method === 'GET';
  const given = read
    ? Object.fromEntries(url.searchParams)
    : jsonBody(exchange);
  return { ...given, collectionName };
}

/** The name that the RPC front has for the same thing. */
function actionOf(method: string, sub: string | undefined): string {
  if (method === 'GET') return 'database.queryDocument';
  if (method === 'PATCH') return 'database.updateDocument';
  if (method === 'POST' && sub === 'remove') return 'database.deleteDocument';
  if (method === 'POST' && sub === 'aggregations') return 'database.aggregate';
  if (method === 'POST' && !sub) return 'database.addDocument';
  throw notFound();
}

async function act(
  services: Services,
  caller: ClientCaller | null,
  action: string,
  params: Params,
  sub: string | undefined
): Promise<unknown> {
  const transaction = optionalText(params, 'transactionId');
  const from = { caller, transaction };
  const id = action === 'database.queryDocument' ? sub : undefined;
  const query = id === undefined ? params.query : { _id: id };
  const asked = { ...params, query, ...byId(query) };
  const steps = databaseSteps(services, asked, from);
  switch (action) {
    case 'database.queryDocument':
      return read(steps, params, id);
    case 'database.addDocument':
      return { insertedIds: await steps.insert() };
    case 'database.updateDocument': {
      const replace = params.replaceMode === true;
      const { matched, updated, upsertedId } = await steps.update({ replace });
      return { matched, updated, upsert_id: upsertedId };
    }
    case 'database.deleteDocument':
      return { deleted: await steps.remove() };
    default:
      return { list: await pipeline(services, from, asked) };
  }
}

async function read(
  steps: ReturnType<typeof databaseSteps>,
  params: Params,
  id: string | undefined
): Promise<unknown> {
  if (params.count === 'true') return { total: await steps.count() };
  const { docs, limit, offset } = await steps.find();
  if (id === undefined) return { list: docs, limit, offset };
  if (docs[0]) return docs[0];
  throw new CloudError('DATABASE_DOCUMENT_NOT_EXIST', 'document not exist');
}

/** The gateway has no queryType: a query of `_id` alone is doc(id). */
function byId(query: unknown): { queryType?: 'DOC' } {
  const text = typeof query === 'string' ? query : JSON.stringify(query ?? {});
  return /^\{"_id":("[^"]*"|\{"\$eq":"[^"]*"\})\}$/.test(text)
    ? { queryType: 'DOC' }
    : {};
}

async function pipeline(
  services: Services,
  from: { caller: ClientCaller | null; transaction?: string },
  params: Params
): Promise<unknown[]> {
  const stages = Array.isArray(params.pipeline) ? params.pipeline : [];
  const named = stages.map((stage: unknown) => {
    const [stageKey, stageValue] = Object.entries(stage ?? {})[0] ?? [];
    // A text here is the value itself, not JSON as on the RPC.
    return { stageKey, stageValue: JSON.stringify(stageValue) };
  });
  return databaseSteps(
    services,
    { ...params, stages: named },
    from
  ).aggregate();
}

function answerError(
  services: Services,
  exchange: Exchange,
  error: unknown
): void {
  if (error instanceof DroppedConnection) throw error;
  const body = errorBody(error, services.log);
  const code = gatewayCode(body.code, body.message);
  const reply = { ...body, code, request_id: body.requestId };
  const position = services.switches().gatewayErrorStatus;
  const known = position === 'http' && httpFunctionStatus(reply.code);
  const status = known || httpStatusOf(reply.code, position);
  sendJson(exchange, reply, status);
}

const notFound = (): CloudError => new CloudError('NOT_FOUND', 'not found');

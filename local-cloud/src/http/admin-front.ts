import { randomUUID } from 'node:crypto';
import { findUser } from '../auth/find-user';
import type { ServerCaller } from '../kernel/caller';
import { CloudError } from '../kernel/errors';
import { ejsonText } from '../values/encode';
import { databaseSteps } from './database-actions';
import { jsonBody, sendJson } from './exchange';
import { invocationOf } from './invocation';
import { answerOpenapi, answerWxApi } from './openapi-front';
import { optionalText, textOf, type Params } from './read-params';
import type { Services } from './services';
import type { Front } from './server';
import { sharedAction, type Asker, type Reply } from './shared-actions';
import { verifySignature } from './signature';
import { webDatabaseAction } from './web-front';

/** `POST /admin`: the signed RPC of the server SDKs. */
export function adminFront(services: Services): Front {
  return async (exchange) => {
    if (exchange.path !== '/admin' || exchange.method !== 'POST') return false;
    const contentType = exchange.request.headers['content-type'] ?? '';
    if (contentType.startsWith('multipart/form-data')) {
      await answerOpenapi(services, exchange);
      return true;
    }
    const params = jsonBody(exchange);
    verifySignature(exchange, params);
    const action = textOf(params, 'action');
    const asker = askerOf(services, params);
    await services.faults.enter(action, asker.caller);
    const reply = await answer(services, action, params, asker);
    services.faults.written(action);
    sendJson(exchange, { requestId: randomUUID(), ...reply });
    return true;
  };
}

function askerOf(services: Services, params: Params): Asker {
  const parent = invocationOf(services, params);
  const client = parent?.caller ?? null;
  const caller: ServerCaller = client
    ? { kind: 'server', onBehalfOf: client }
    : { kind: 'server' };
  return { caller, client, source: 'scf', parent };
}

async function answer(
  services: Services,
  action: string,
  params: Params,
  asker: Asker
): Promise<Reply> {
  const reply =
    (await sharedAction(services, action, params, asker)) ??
    (await databaseAction(services, action, params, asker)) ??
    (await webDatabaseAction(services, action, params, asker)) ??
    (await otherAction(services, action, params));
  if (reply) return reply;
  throw new CloudError('INVALID_PARAM', `unknown action ${action}`);
}

async function databaseAction(
  services: Services,
  action: string,
  params: Params,
  { caller }: Asker
): Promise<Reply | null> {
  const transaction = optionalText(params, 'transactionId');
  const from = { caller, transaction };
  const steps = databaseSteps(services, params, from);
  switch (action) {
    case 'database.addCollection':
    case 'database.createCollection':
      await services.database.createCollection(
        from,
        textOf(params, 'collectionName')
      );
      return { data: '' };
    case 'database.insertDocument':
      return { data: { insertedIds: await steps.insert() } };
    case 'database.getDocument': {
      const { docs, limit, offset } = await steps.find();
      return { data: { list: docs.map(ejsonText) }, limit, offset };
    }
    case 'database.calculateDocument':
      return { data: { total: await steps.count() } };
    case 'database.modifyDocument': {
      const { updated, upsertedId } = await steps.update();
      return { data: { updated, upsert_id: upsertedId } };
    }
    case 'database.modifyAndReturnDoc': {
      const { updated, doc } = await steps.update({ returnDoc: true });
      return { data: { updated, doc: doc ? ejsonText(doc) : null } };
    }
    case 'database.removeDocument':
      return { data: { deleted: await steps.remove() } };
    case 'database.aggregateDocuments':
      return { data: { list: (await steps.aggregate()).map(ejsonText) } };
    default:
      return null;
  }
}

async function otherAction(
  services: Services,
  action: string,
  params: Params
): Promise<Reply | null> {
  switch (action) {
    case 'auth.getUserInfoForAdmin':
      return { data: findUser(services.accounts, services.envId, params) };
    case 'wx.api':
      return answerWxApi(services, params);
    default:
      return null;
  }
}

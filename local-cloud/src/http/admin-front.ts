import { randomUUID } from 'node:crypto';
import type { ServerCaller } from '../kernel/caller';
import { CloudError } from '../kernel/errors';
import { parseJson } from '../values/decode';
import { ejsonText } from '../values/encode';
import { databaseSteps } from './database-actions';
import { jsonBody, sendJson } from './exchange';
import { invocationOf, openapiFrom } from './invocation';
import { answerOpenapi } from './openapi-front';
import { optionalText, textOf, type Params } from './read-params';
import type { Services } from './services';
import type { Front } from './server';
import { sharedAction, type Asker, type Reply } from './shared-actions';
import { verifySignature } from './signature';

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
  const client = invocationOf(services, params)?.caller ?? null;
  const caller: ServerCaller = client
    ? { kind: 'server', onBehalfOf: client }
    : { kind: 'server' };
  return { caller, client, source: 'scf' };
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
      return { data: userInfo(services, textOf(params, 'uuid')) };
    case 'wx.api': {
      const data = parseJson(String(params.requestData || '{}'));
      const reply = await services.wechat.openapi(
        textOf(params, 'apiName'),
        data as Record<string, unknown>,
        openapiFrom(services, params)
      );
      return {
        data: {
          responseData: JSON.stringify('json' in reply ? reply.json : {}),
        },
      };
    }
    default:
      return null;
  }
}

function userInfo(services: Services, uid: string): Record<string, unknown> {
  const found = services.accounts.find(uid);
  if (!found) throw new CloudError('INVALID_PARAM', 'no such user');
  const { customUserId, loginType } = found.caller;
  return { uuid: uid, uid, customUserId, loginType, username: found.username };
}

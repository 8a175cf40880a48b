import { randomUUID } from 'node:crypto';
import type { ClientCaller } from '../kernel/caller';
import { CloudError } from '../kernel/errors';
import { ejsonText, encodeWeb } from '../values/encode';
import { databaseSteps } from './database-actions';
import { bearerOf, jsonBody, sendJson, type Exchange } from './exchange';
import { optionalText, textOf, type Params } from './read-params';
import type { Services } from './services';
import type { Front } from './server';
import { sharedAction, type Asker, type Reply } from './shared-actions';

/** `POST /web`: one RPC for all actions, the token in the body. */
export function webFront(services: Services): Front {
  return async (exchange) => {
    if (exchange.path !== '/web' || exchange.method !== 'POST') return false;
    const params = jsonBody(exchange);
    const caller = callerOf(services, exchange, params);
    const action = textOf(params, 'action');
    await services.faults.enter(action, caller);
    const reply = await answer(services, action, params, askerOf(caller));
    services.faults.written(action);
    sendJson(exchange, { requestId: randomUUID(), ...reply });
    return true;
  };
}

/** Nobody signed in is null; a wrong token is an error. */
function callerOf(
  services: Services,
  exchange: Exchange,
  params: Params
): ClientCaller | null {
  const token = optionalText(params, 'access_token') ?? bearerOf(exchange);
  return token ? services.tokens.callerOf(token) : null;
}

export function askerOf(caller: ClientCaller | null): Asker {
  const source = caller?.openid ? 'wx_client' : 'web_client';
  return { caller, client: caller, source };
}

async function answer(
  services: Services,
  action: string,
  params: Params,
  asker: Asker
): Promise<Reply> {
  const reply =
    (await sharedAction(services, action, params, asker)) ??
    (await webDatabaseAction(services, action, params, asker));
  if (reply) return reply;
  throw new CloudError('INVALID_PARAM', `unknown action ${action}`);
}

/** The first RPC of the database: web pages, and tcb-admin-node too. */
export async function webDatabaseAction(
  services: Services,
  action: string,
  params: Params,
  { caller }: Asker
): Promise<Reply | null> {
  const transaction = optionalText(params, 'transactionId');
  const steps = databaseSteps(services, params, { caller, transaction });
  switch (action) {
    case 'database.queryDocument': {
      const { docs, limit, offset } = await steps.find();
      return { data: { list: encodeWeb(docs), limit, offset } };
    }
    case 'database.addDocument': {
      const ids = await steps.insert(withId(params));
      return { data: { _id: ids[0], insertedIds: ids } };
    }
    case 'database.updateDocument': {
      const { updated, upsertedId } = await steps.update();
      return {
        data: { updated, upserted_id: upsertedId, upsert_id: upsertedId },
      };
    }
    case 'database.deleteDocument':
      return { data: { deleted: await steps.remove() } };
    case 'database.countDocument':
      return { data: { total: await steps.count() } };
    case 'database.aggregate': {
      const list = await steps.aggregate();
      return { data: { list: JSON.stringify(list.map(ejsonText)) } };
    }
    default:
      return transactionAction(action, params, steps);
  }
}

/** These answer with EJSON texts at the top level. */
async function transactionAction(
  action: string,
  params: Params,
  steps: ReturnType<typeof databaseSteps>
): Promise<Reply | null> {
  switch (action) {
    case 'database.getInTransaction': {
      const { docs } = await steps.find();
      return { data: docs[0] ? ejsonText(docs[0]) : 'null' };
    }
    case 'database.insertDocInTransaction': {
      const ids = await steps.insert(withId(params));
      return { id: ids[0], inserted: String(ids.length), ok: '1' };
    }
    case 'database.updateDocInTransaction': {
      const { updated, upsertedId } = await steps.update({ replace: false });
      return {
        updated: String(updated),
        ...(upsertedId && { upserted: JSON.stringify([{ _id: upsertedId }]) }),
      };
    }
    case 'database.deleteDocInTransaction':
      return { deleted: String(await steps.remove()) };
    default:
      return null;
  }
}

function withId({ data, _id }: Params): unknown {
  if (_id === undefined || Array.isArray(data)) return data;
  return { _id, ...(data as object) };
}

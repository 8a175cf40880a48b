import { randomUUID } from 'node:crypto';
import type { Caller, ClientCaller, InvocationSource } from '../kernel/caller';
import { CloudError } from '../kernel/errors';
import type { InvokeRequest, RunningCall } from '../kernel/services';
import { parseJson } from '../values/decode';
import { isPlainObject } from '../values/keys';
import { optionalText, textOf, type Params } from './read-params';
import type { Services } from './services';
import { rpcStorage } from './rpc-storage';

/** Who asks, and in which role a function would be started. */
export interface Asker {
  caller: Caller | null;
  /** The client a function serves, when a function asks. */
  client: ClientCaller | null;
  source: InvocationSource;
  /** The call of a function that asks. */
  parent?: RunningCall | null;
}

/** An action's reply: `data`, or fields of the top level. */
export type Reply = Record<string, unknown>;

/** Actions that /admin and /web have in common; null: not one of them. */
export async function sharedAction(
  services: Services,
  action: string,
  params: Params,
  asker: Asker
): Promise<Reply | null> {
  const { database, envId } = services;
  const transaction = () => textOf(params, 'transactionId');
  switch (action) {
    case 'database.startTransaction':
      return { transactionId: await database.begin() };
    case 'database.commitTransaction':
      await database.commit(transaction());
      return { data: {} };
    case 'database.abortTransaction':
      await database.abort(transaction());
      return { data: {} };
    case 'functions.invokeFunction':
      return invokeReply(services, params, asker);
    case 'auth.wsWebSign':
      return {
        data: {
          signStr: services.tokens.signWatch(
            asker.client,
            optionalText(params, 'access_token')
          ),
          wsUrl: `${services.url().replace(/^http/, 'ws')}/ws`,
          secretVersion: 1,
          envId,
        },
      };
    default:
      return rpcStorage(services, action, params, asker.caller);
  }
}

/** The request id is that of the call, as its function and log have it. */
async function invokeReply(
  services: Services,
  params: Params,
  asker: Asker
): Promise<Reply> {
  const data = params.request_data;
  const event = typeof data === 'string' && data !== '' ? parseJson(data) : {};
  const call = {
    name: textOf(params, 'function_name'),
    event,
    requestId: randomUUID(),
    qualifier: optionalText(params, 'qualifier'),
  };
  const result = await invokeFunction(services, call, asker);
  const response_data = JSON.stringify(result ?? null);
  return { requestId: call.requestId, data: { response_data } };
}

/** @throws CloudError PERMISSION_DENIED, FUNCTION_NOT_FOUND, FUNCTIONS_… */
export async function invokeFunction(
  services: Services,
  call: Pick<InvokeRequest, 'name' | 'event' | 'qualifier' | 'requestId'>,
  asker: Asker
): Promise<unknown> {
  const { functions, counters } = services;
  const { name, event } = call;
  const isClient = asker.caller?.kind !== 'server';
  if (isClient && !functions.mayInvoke(name, asker.client)) {
    throw new CloudError(
      'PERMISSION_DENIED',
      'Permission denied',
      `the functions rule refuses ${name}`
    );
  }
  if (!isPlainObject(event) && event !== null) {
    throw new CloudError('INVALID_PARAM', 'the event must be an object');
  }
  counters.add('calls', asker.caller);
  const { client: caller, source, parent } = asker;
  const started = { ...call, event: event ?? {}, caller, source, parent };
  return functions.invoke(started);
}

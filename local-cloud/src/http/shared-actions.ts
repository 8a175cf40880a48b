import type { Caller, ClientCaller, InvocationSource } from '../kernel/caller';
import { CloudError } from '../kernel/errors';
import { parseJson } from '../values/decode';
import { isPlainObject } from '../values/keys';
import { textOf, type Params } from './read-params';
import type { Services } from './services';
import { deleteFiles, downloadLinks, uploadTicket } from './storage-actions';

/** Who asks, and in which role a function would be started. */
export interface Asker {
  caller: Caller | null;
  /** The client a function serves, when a function asks. */
  client: ClientCaller | null;
  source: InvocationSource;
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
      return {
        data: { response_data: await invokeText(services, params, asker) },
      };
    case 'storage.getUploadMetadata':
      return {
        data: uploadTicket(services, asker.caller, textOf(params, 'path')),
      };
    case 'storage.batchGetDownloadUrl':
      return {
        data: {
          download_list: await downloadLinks(
            services,
            asker.caller,
            params.file_list
          ),
        },
      };
    case 'storage.batchDeleteFile':
      return {
        data: {
          delete_list: await deleteFiles(
            services,
            asker.caller,
            params.fileid_list
          ),
        },
      };
    case 'auth.wsWebSign':
      return {
        data: {
          signStr: services.tokens.signWatch(asker.client),
          wsUrl: `${services.url().replace(/^http/, 'ws')}/ws`,
          secretVersion: 1,
          envId,
        },
      };
    default:
      return null;
  }
}

async function invokeText(
  services: Services,
  params: Params,
  asker: Asker
): Promise<string> {
  const data = params.request_data;
  const event = typeof data === 'string' && data !== '' ? parseJson(data) : {};
  const name = textOf(params, 'function_name');
  const result = await invokeFunction(services, name, event, asker);
  return JSON.stringify(result ?? null);
}

/** @throws CloudError PERMISSION_DENIED, FUNCTION_NOT_FOUND, FUNCTIONS_… */
export async function invokeFunction(
  services: Services,
  name: string,
  event: unknown,
  asker: Asker
): Promise<unknown> {
  const { functions, counters } = services;
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
  const { client: caller, source } = asker;
  return functions.invoke({ name, event: event ?? {}, caller, source });
}

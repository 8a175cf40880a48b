import type { Caller } from '../kernel/caller';
import { CloudError } from '../kernel/errors';
import { isPlainObject } from '../values/keys';
import { wishOf } from './rpc-storage';
import type { Services } from './services';
import {
  assertMayCopy,
  atMost50,
  copyFile,
  deleteFile,
  downloadLink,
  uploadTicket,
  type Failure,
} from './storage-actions';

type Item = Record<string, unknown>;

const ERROR: Record<Failure | 'exists', { code: string; message: string }> = {
  missing: {
    code: 'OBJECT_NOT_EXIST',
    message: 'Storage object not exists.',
  },
  forbidden: {
    code: 'STORAGE_EXCEED_AUTHORITY',
    message: 'Permission denied.',
  },
  otherEnvironment: { code: 'INVALID_ENV', message: 'Invalid environment.' },
  invalid: { code: 'INVALID_PARAM', message: 'Invalid request param.' },
  exists: {
    code: 'OBJECT_ALREADY_EXIST',
    message: 'Storage object already exists.',
  },
};

const STEPS: Record<
  string,
  (services: Services, caller: Caller | null, item: Item) => unknown
> = {
  'get-objects-upload-info': uploadInfo,
  'get-objects-download-info': downloadInfo,
  'delete-objects': removeObject,
  'copy-objects': copyObject,
};

/** `/v1/storages/*`: lists of objects in, lists of objects out. */
export async function gatewayStorage(
  services: Services,
  step: string,
  caller: Caller | null,
  body: unknown
): Promise<unknown> {
  const act = Object.hasOwn(STEPS, step) ? STEPS[step] : undefined;
  if (!act) throw new CloudError('NOT_FOUND', `${step} is not supported`);
  if (step === 'copy-objects') assertMayCopy(services, caller);
  const answers: unknown[] = [];
  for (const item of atMost50(body, 'OBJECT_BATCH_TOO_LARGE')) {
    answers.push(await act(services, caller, isPlainObject(item) ? item : {}));
  }
  return answers;
}

/** One refused object does not spoil the list. */
function uploadInfo(
  services: Services,
  caller: Caller | null,
  { objectId, signedHeader }: Item
): Item {
  try {
    const wish = wishOf(signedHeader);
    const path = String(objectId ?? '');
    const ticket = uploadTicket(services, caller, path, wish);
    return {
      objectId,
      uploadUrl: ticket.url,
      authorization: ticket.authorization,
      token: ticket.token,
      cloudObjectId: ticket.fileId,
      cloudObjectMeta: ticket.cosFileId,
      downloadUrl: ticket.download_url,
      downloadUrlEncoded: ticket.url,
    };
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    return { objectId, code: error.code, message: error.message };
  }
}

function downloadInfo(
  services: Services,
  caller: Caller | null,
  { cloudObjectId }: Item
): Item {
  const link = downloadLink(services, caller, { fileId: cloudObjectId });
  if (!link.ok) return { cloudObjectId, ...ERROR[link.why] };
  const { url, encoded } = link.value;
  return { cloudObjectId, downloadUrl: url, downloadUrlEncoded: encoded };
}

async function removeObject(
  services: Services,
  caller: Caller | null,
  { cloudObjectId }: Item
): Promise<Item> {
  const outcome = await deleteFile(services, caller, cloudObjectId);
  return { cloudObjectId, ...(!outcome.ok && ERROR[outcome.why]) };
}

async function copyObject(
  services: Services,
  caller: Caller | null,
  { srcPath, dstPath, overwrite, removeOriginal }: Item
): Promise<Item> {
  const outcome = await copyFile(services, caller, {
    from: srcPath,
    to: dstPath,
    overwrite: overwrite !== false,
    removeOriginal: removeOriginal === true,
  });
  return outcome.ok ? { cloudObjectId: outcome.value } : ERROR[outcome.why];
}

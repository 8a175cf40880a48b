import type { ClientCaller } from '../kernel/caller';
import { CloudError } from '../kernel/errors';
import { isPlainObject } from '../values/keys';
import type { Services } from './services';
import {
  atMost50,
  deleteFile,
  downloadLink,
  uploadTicket,
} from './storage-actions';

/** `/v1/storages/*`: lists of objects in, lists of objects out. */
export async function gatewayStorage(
  services: Services,
  step: string,
  caller: ClientCaller | null,
  body: unknown
): Promise<unknown> {
  const items = atMost50(body).map((item) => (isPlainObject(item) ? item : {}));
  switch (step) {
    case 'get-objects-upload-info':
      return items.map((item) => uploadInfo(services, caller, item.objectId));
    case 'get-objects-download-info':
      return Promise.all(
        items.map((item) => downloadInfo(services, caller, item.cloudObjectId))
      );
    case 'delete-objects':
      return Promise.all(
        items.map(async ({ cloudObjectId }) => {
          const code = await deleteFile(
            services,
            caller,
            String(cloudObjectId)
          );
          return { cloudObjectId, ...(code !== 'SUCCESS' && { code }) };
        })
      );
    default:
      throw new CloudError('NOT_FOUND', `${step} is not supported`);
  }
}

function uploadInfo(
  services: Services,
  caller: ClientCaller | null,
  objectId: unknown
): Record<string, string> {
  const ticket = uploadTicket(services, caller, String(objectId ?? ''));
  return {
    objectId: String(objectId),
    uploadUrl: ticket.url ?? '',
    authorization: ticket.authorization ?? '',
    token: ticket.token ?? '',
    cloudObjectId: ticket.fileId ?? '',
    cloudObjectMeta: ticket.cosFileId ?? '',
    downloadUrl: ticket.download_url ?? '',
  };
}

async function downloadInfo(
  services: Services,
  caller: ClientCaller | null,
  cloudObjectId: unknown
): Promise<Record<string, unknown>> {
  const id = String(cloudObjectId);
  const { code, url } = await downloadLink(services, caller, id);
  return {
    cloudObjectId,
    downloadUrl: url,
    ...(code !== 'SUCCESS' && { code }),
  };
}

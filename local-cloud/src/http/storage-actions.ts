import type { Caller, ClientCaller } from '../kernel/caller';
import { CloudError } from '../kernel/errors';
import { isPlainObject } from '../values/keys';
import type { Services } from './services';

const MOST_FILES = 50;
const LINK_SECONDS = 7_200;

/** `cloud://env.bucket/a/b` and a bare path both name `a/b`. */
export function pathOf(fileId: string): string {
  return fileId.replace(/^cloud:\/\/[^/]+\//, '').replace(/^\/+/, '');
}

const clientOf = (caller: Caller | null): ClientCaller | null =>
  caller?.kind === 'client' ? caller : null;

const isServer = (caller: Caller | null): boolean => caller?.kind === 'server';

function assertWritable(
  services: Services,
  caller: Caller | null,
  path: string
): void {
  if (isServer(caller)) return;
  if (services.storage.mayWrite(path, clientOf(caller))) return;
  throw new CloudError('STORAGE_EXCEED_AUTHORITY', 'Permission denied');
}

/** Where to PUT the bytes, and with which capability. */
export function uploadTicket(
  services: Services,
  caller: Caller | null,
  wanted: string
): Record<string, string> {
  const path = pathOf(wanted);
  if (path === '' || path.split('/').includes('..')) {
    throw new CloudError('STORAGE_SIGN_PARAM_INVALID', 'the path is malformed');
  }
  assertWritable(services, caller, path);
  const token = uploadToken(services, caller);
  const signature = services.storage.sign(path, 'PUT', 900);
  return {
    url: `${services.url()}/cos/${encodePath(path)}`,
    token,
    authorization: signature,
    fileId: services.storage.fileId(path),
    cosFileId: Buffer.from(path).toString('base64'),
    download_url: `${services.url()}/cos/${path}`,
  };
}

/** Says whose the file will be; only what we signed is believed. */
function uploadToken(services: Services, caller: Caller | null): string {
  const client = clientOf(caller);
  return client ? services.tokens.signWatch(client) : '';
}

export async function downloadLink(
  services: Services,
  caller: Caller | null,
  fileId: string,
  seconds = LINK_SECONDS
): Promise<{ code: string; url: string }> {
  const { storage } = services;
  const path = pathOf(fileId);
  const wrongBucket =
    fileId.startsWith('cloud://') && storage.fileId(path) !== fileId;
  if (wrongBucket || !(await storage.read(path))) {
    return { code: 'STORAGE_FILE_NONEXIST', url: '' };
  }
  if (!isServer(caller) && !storage.mayRead(path, clientOf(caller))) {
    return { code: 'STORAGE_EXCEED_AUTHORITY', url: '' };
  }
  // The SDK escapes the path itself, so it stays as it is here.
  const signature = storage.sign(path, 'GET', seconds);
  return {
    code: 'SUCCESS',
    url: `${services.url()}/cos/${path}?sign=${signature}`,
  };
}

export async function downloadLinks(
  services: Services,
  caller: Caller | null,
  list: unknown
): Promise<Record<string, unknown>[]> {
  return Promise.all(
    atMost50(list).map(async (item) => {
      const file = isPlainObject(item) ? item : { fileid: item };
      const fileID = String(file.fileid ?? '');
      const seconds = Number(file.max_age) || LINK_SECONDS;
      const { code, url } = await downloadLink(
        services,
        caller,
        fileID,
        seconds
      );
      return {
        code,
        fileid: fileID,
        fileID,
        tempFileURL: url,
        download_url: url,
        maxAge: seconds,
      };
    })
  );
}

export async function deleteFiles(
  services: Services,
  caller: Caller | null,
  list: unknown
): Promise<Record<string, string>[]> {
  return Promise.all(
    atMost50(list).map(async (item) => {
      const fileID = String(item);
      return { fileID, code: await deleteFile(services, caller, fileID) };
    })
  );
}

export async function deleteFile(
  services: Services,
  caller: Caller | null,
  fileId: string
): Promise<string> {
  const path = pathOf(fileId);
  const { storage } = services;
  if (!isServer(caller) && !storage.mayWrite(path, clientOf(caller))) {
    return 'STORAGE_EXCEED_AUTHORITY';
  }
  return (await storage.remove(path)) ? 'SUCCESS' : 'STORAGE_FILE_NONEXIST';
}

export function atMost50(list: unknown): unknown[] {
  if (!Array.isArray(list) || list.length === 0 || list.length > MOST_FILES) {
    throw new CloudError('INVALID_PARAM', 'between 1 and 50 files are needed');
  }
  return list;
}

export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

import { CloudError } from '../kernel/errors';
import type { Caller, LoginType } from '../kernel/caller';
import { isPlainObject } from '../values/keys';
import { textOf, type Params } from './read-params';
import type { Services } from './services';
import {
  assertMayCopy,
  atMost50,
  copyFile,
  deleteFile,
  downloadLink,
  uploadTicket,
  type Failure,
  type UploadWish,
} from './storage-actions';

const CODE: Record<Failure | 'exists', string> = {
  missing: 'STORAGE_FILE_NONEXIST',
  forbidden: 'STORAGE_EXCEED_AUTHORITY',
  otherEnvironment: 'INVALIID_ENV',
  invalid: 'INVALID_PARAM',
  exists: 'OBJECT_ALREADY_EXIST',
};

/** `storage.*` of `/admin` and `/web`; null: not one of them. */
export async function rpcStorage(
  services: Services,
  action: string,
  params: Params,
  caller: Caller | null
): Promise<Record<string, unknown> | null> {
  switch (action) {
    case 'storage.getUploadMetadata': {
      const wish = wishOf(params.headers);
      const path = textOf(params, 'path');
      return { data: uploadTicket(services, caller, path, wish) };
    }
    case 'storage.batchGetDownloadUrl':
      return { data: { download_list: links(services, params, caller) } };
    case 'storage.batchDeleteFile':
      return { data: { delete_list: await remove(services, params, caller) } };
    case 'storage.batchCopyFile':
      return { data: { copy_list: await copy(services, params, caller) } };
    case 'storage.getFileAuthority':
      return { data: authorities(services, params, caller) };
    default:
      return null;
  }
}

/** Headers that the link is to be bound to; names in any case. */
export function wishOf(headers: unknown): UploadWish {
  if (!isPlainObject(headers)) return {};
  const named = Object.entries(headers).map(
    ([name, value]) => [name.toLowerCase(), firstOf(value)] as const
  );
  const of = (wanted: string): string | undefined =>
    named.find(([name]) => name === wanted)?.[1];
  const length = of('content-length');
  const type = of('content-type');
  return {
    ...(length !== undefined && { contentLength: lengthOf(length) }),
    ...(type !== undefined && { contentType: type }),
  };
}

/** The gateway sends each header as a list. */
function firstOf(value: unknown): string {
  return String(Array.isArray(value) ? value[0] : value);
}

function lengthOf(text: string): number {
  const length = Number(text);
  if (Number.isSafeInteger(length) && length >= 0) return length;
  throw new CloudError('INVALID_PARAM', 'content-length is malformed');
}

function links(services: Services, params: Params, caller: Caller | null) {
  return atMost50(params.file_list).map((item) => {
    const file = isPlainObject(item) ? item : { fileid: item };
    const fileID = String(file.fileid ?? '');
    const seconds = secondsOf(file.max_age);
    const link = downloadLink(services, caller, {
      fileId: file.fileid,
      seconds,
    });
    const url = link.ok ? urlFor(link.value, file.url_type) : '';
    return {
      code: link.ok ? 'SUCCESS' : CODE[link.why],
      fileid: fileID,
      fileID,
      tempFileURL: url,
      download_url: url,
      maxAge: seconds ?? services.switches().temporaryUrlSeconds,
    };
  });
}

/** `COS_URL` is escaped here, every other by the SDK. */
const urlFor = (
  { url, encoded }: { url: string; encoded: string },
  type: unknown
): string => (type === 'COS_URL' ? encoded : url);

function secondsOf(maxAge: unknown): number | undefined {
  if (maxAge === undefined || maxAge === null) return undefined;
  const seconds = Number(maxAge);
  if (Number.isFinite(seconds) && seconds > 0) return seconds;
  throw new CloudError('INVALID_PARAM', 'max_age must be a number above 0');
}

function remove(services: Services, params: Params, caller: Caller | null) {
  return Promise.all(
    atMost50(params.fileid_list).map(async (fileId) => {
      const outcome = await deleteFile(services, caller, fileId);
      return {
        fileID: String(fileId),
        code: outcome.ok ? 'SUCCESS' : CODE[outcome.why],
      };
    })
  );
}

/** One after the other: a list may copy what it has just copied. */
async function copy(
  services: Services,
  params: Params,
  caller: Caller | null
): Promise<Record<string, unknown>[]> {
  assertMayCopy(services, caller);
  const list: Record<string, unknown>[] = [];
  for (const item of atMost50(params.file_list)) {
    const { src_path, dst_path, overwrite, remove_original } = isPlainObject(
      item
    )
      ? item
      : {};
    const outcome = await copyFile(services, caller, {
      from: src_path,
      to: dst_path,
      overwrite: overwrite !== false,
      removeOriginal: remove_original === true,
    });
    list.push(
      outcome.ok
        ? { code: 'SUCCESS', fileId: outcome.value, fileID: outcome.value }
        : { code: CODE[outcome.why], message: CODE[outcome.why] }
    );
  }
  return list;
}

/** A function asks what the user whom it serves may do with files. */
function authorities(
  services: Services,
  { openId, uid, loginType, fileList }: Params,
  caller: Caller | null
): Record<string, unknown>[] {
  if (caller?.kind !== 'server') {
    throw new CloudError('ACTION_FORBIDDEN', 'only servers may ask');
  }
  const user = {
    kind: 'client' as const,
    ...(openId ? { openid: String(openId) } : {}),
    ...(uid ? { uid: String(uid) } : {}),
    ...(loginType ? { loginType: loginType as LoginType } : {}),
  };
  return atMost50(fileList).map((item) => {
    const { path = '', type = 'READ' } = isPlainObject(item) ? item : {};
    const place = services.storage.locate(String(path));
    const at = typeof place === 'string' ? null : place.path;
    return {
      cosFileId: at === null ? '' : Buffer.from(at).toString('base64'),
      path,
      type,
      read: at !== null && services.storage.mayRead(at, user),
      write: at !== null && services.storage.mayWrite(at, user),
    };
  });
}

import type { Caller, ClientCaller } from '../kernel/caller';
import { CloudError } from '../kernel/errors';
import { checkPath } from '../storage/file-path';
import type { Services } from './services';

const MOST_FILES = 50;

/** Why one file of a list was not served, and what that is called where. */
export type Failure = 'missing' | 'forbidden' | 'otherEnvironment' | 'invalid';
export type Outcome<T> = { ok: true; value: T } | { ok: false; why: Failure };

const done = <T>(value: T): Outcome<T> => ({ ok: true, value });
const failed = (why: Failure): { ok: false; why: Failure } => ({
  ok: false,
  why,
});

const clientOf = (caller: Caller | null): ClientCaller | null =>
  caller?.kind === 'client' ? caller : null;
const isServer = (caller: Caller | null): boolean => caller?.kind === 'server';

const mayRead = (
  { storage }: Services,
  caller: Caller | null,
  path: string
): boolean => isServer(caller) || storage.mayRead(path, clientOf(caller));

const mayWrite = (
  { storage }: Services,
  caller: Caller | null,
  path: string
): boolean => isServer(caller) || storage.mayWrite(path, clientOf(caller));

/** The path that a file id names here, or why it names none. */
function pathOf({ storage }: Services, fileId: unknown): Outcome<string> {
  if (typeof fileId !== 'string' || fileId === '') return failed('invalid');
  const place = storage.locate(fileId);
  if (place === 'otherEnvironment') return failed('otherEnvironment');
  return place === 'unknown' ? failed('missing') : done(place.path);
}

/** What an upload has to keep to besides its path. */
export interface UploadWish {
  contentLength?: number;
  contentType?: string;
}

/**
 * Where to PUT the bytes, and with which capability.
 * @throws CloudError STORAGE_SIGN_PARAM_INVALID, STORAGE_EXCEED_AUTHORITY
 */
export function uploadTicket(
  services: Services,
  caller: Caller | null,
  cloudPath: string,
  wish: UploadWish = {}
): Record<string, string> {
  const { storage, url } = services;
  const path = checkPath(cloudPath.replace(/^\/+/, ''));
  if (!mayWrite(services, caller, path)) {
    throw new CloudError('STORAGE_EXCEED_AUTHORITY', 'Permission denied');
  }
  const owner = clientOf(caller);
  return {
    ...storage.signUpload(path, { owner, ...wish }),
    url: `${url()}/cos/${encodePath(path)}`,
    fileId: storage.fileId(path),
    cosFileId: Buffer.from(path).toString('base64'),
    download_url: `${url()}/cos/${path}`,
  };
}

/**
 * A link to the bytes. What everybody may read needs no signature, and its
 * link does not end. The SDK escapes the path itself, so it stays as it is.
 */
export function downloadLink(
  services: Services,
  caller: Caller | null,
  { fileId, seconds }: { fileId: unknown; seconds?: number }
): Outcome<{ path: string; url: string; encoded: string }> {
  const { storage, url, switches } = services;
  const place = pathOf(services, fileId);
  if (!place.ok) return place;
  const path = place.value;
  if (!storage.stat(path)) return failed('missing');
  if (!mayRead(services, caller, path)) return failed('forbidden');
  const life = seconds ?? switches().temporaryUrlSeconds;
  const query = storage.mayRead(path, null)
    ? ''
    : `?sign=${storage.signDownload(path, life)}`;
  const base = `${url()}/cos/`;
  return done({
    path,
    url: `${base}${path}${query}`,
    encoded: `${base}${encodePath(path)}${query}`,
  });
}

export async function deleteFile(
  services: Services,
  caller: Caller | null,
  fileId: unknown
): Promise<Outcome<string>> {
  const place = pathOf(services, fileId);
  if (!place.ok) return place;
  if (!mayWrite(services, caller, place.value)) return failed('forbidden');
  const removed = await services.storage.remove(place.value);
  return removed ? place : failed('missing');
}

export interface CopyWish {
  from: unknown;
  to: unknown;
  overwrite: boolean;
  removeOriginal: boolean;
}

/** The file id of the copy. */
export async function copyFile(
  services: Services,
  caller: Caller | null,
  wish: CopyWish
): Promise<Outcome<string> | { ok: false; why: 'exists' }> {
  const { storage } = services;
  const [from, to] = [pathOf(services, wish.from), pathOf(services, wish.to)];
  if (!from.ok) return from;
  if (!to.ok || to.value === from.value) return failed('invalid');
  const allowed =
    mayRead(services, caller, from.value) &&
    mayWrite(services, caller, to.value) &&
    (!wish.removeOriginal || mayWrite(services, caller, from.value));
  if (!allowed) return failed('forbidden');
  if (!storage.stat(from.value)) return failed('missing');
  if (!wish.overwrite && storage.stat(to.value)) {
    return { ok: false, why: 'exists' };
  }
  const owner = clientOf(caller);
  const copy = await storage.copy(from.value, to.value, owner);
  if (!copy) return failed('missing');
  if (wish.removeOriginal) await storage.remove(from.value);
  return done(storage.fileId(to.value));
}

/**
 * Copying is for administrators; whether a client's RPC may do it by the rule
 * is a switch.
 * @throws CloudError ACTION_FORBIDDEN
 */
export function assertMayCopy(
  { switches }: Services,
  caller: Caller | null
): void {
  if (isServer(caller) || switches().clientCopy === 'byRule') return;
  throw new CloudError('ACTION_FORBIDDEN', 'only administrators copy files');
}

/** @throws CloudError `tooMany`, or INVALID_PARAM for what is no list */
export function atMost50(list: unknown, tooMany = 'INVALID_PARAM'): unknown[] {
  if (!Array.isArray(list) || list.length === 0) {
    throw new CloudError('INVALID_PARAM', 'a list of files is needed');
  }
  if (list.length <= MOST_FILES) return list;
  throw new CloudError(tooMany, `at most ${MOST_FILES} files at a time`);
}

const encodePath = (path: string): string =>
  path.split('/').map(encodeURIComponent).join('/');

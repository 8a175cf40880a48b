/** Where a mini-program may keep files: `wxfile://usr/NAME`. */
export const USER_DATA_PATH = 'wxfile://usr';

/**
 * Files of a phone. A temporary path is an object URL with the file's name
 * behind `#`; kept ones are in the browser's cache storage and outlive it.
 */
export function temporaryPath(content: Blob, name: string): string {
  return `${URL.createObjectURL(content)}#${encodeURIComponent(name)}`;
}

export function isKept(path: string): boolean {
  return path.startsWith('wxfile://');
}

/** Rejects where there is no such file. */
export async function readFile(path: string): Promise<File> {
  const name = nameOf(path);
  const response = isKept(path)
    ? await (await shelf()).match(keyOf(path))
    : await fetch(path);
  if (!response?.ok) throw new Error(`no such file or directory, ${path}`);
  const blob = await response.blob();
  return new File([blob], name, { type: blob.type });
}

export async function writeFile(path: string, content: Blob): Promise<void> {
  const headers = { 'content-type': content.type };
  await (await shelf()).put(keyOf(path), new Response(content, { headers }));
}

export async function deleteFile(path: string): Promise<boolean> {
  return (await shelf()).delete(keyOf(path));
}

/** `/assets/x.png` is a path of the mini-program, which is this folder. */
export const packageUrl = (path: string): string =>
  path.startsWith('/') ? `.${path}` : path;

/** What a picture or a sound can be read from. */
export async function playableUrl(path: string): Promise<string> {
  if (!isKept(path)) return packageUrl(path);
  return URL.createObjectURL(await readFile(path));
}

function nameOf(path: string): string {
  const [, hash] = path.split('#');
  return decodeURIComponent(hash ?? path.split('/').pop() ?? 'file');
}

const keyOf = (path: string) => `/${encodeURIComponent(path)}`;

/** Apart for each phone of an origin, as its storage is. */
function shelf(): Promise<Cache> {
  const session = new URLSearchParams(location.search).get('session');
  return caches.open(`phone-files:${session ?? 'default'}`);
}

import { createRequire, Module, register } from 'node:module';

/**
 * The vendor's server SDKs. A function that does not carry one gets that of
 * its project or, failing that, one beside the local cloud.
 */
const SDK = /^(wx-server-sdk|tcb-admin-node|@cloudbase\/node-sdk)(\/|$)/;

export const isSdk = (request) => SDK.test(request);

/** The file of a package as seen from `place`, or null. */
export function resolveFrom(place, request) {
  try {
    return createRequire(place).resolve(request);
  } catch {
    return null;
  }
}

/** `places`: files or folders, first to last. */
export function provideSdks(places) {
  const resolve = Module._resolveFilename;
  let looking = false;
  Module._resolveFilename = function (request, ...rest) {
    try {
      return resolve.call(this, request, ...rest);
    } catch (error) {
      // Looking at the places comes through here again.
      if (looking || !isSdk(request)) throw error;
      looking = true;
      const found = firstOf(places, request);
      looking = false;
      if (found) return found;
      throw error;
    }
  };
}

/** The same for `import`, whose hooks need a thread of their own. */
export function provideSdksToModules(places) {
  register(new URL('./resolve-sdk.mjs', import.meta.url), { data: { places } });
}

export function firstOf(places, request) {
  for (const place of places) {
    const found = resolveFrom(place, request);
    if (found) return found;
  }
  return null;
}

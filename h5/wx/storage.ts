import type { Host } from '../runtime/host';
import { WxError, asyncApi } from './api';
import type { WxPart } from './api';

interface Keyed {
  key: string;
  data?: unknown;
}

/** `wx.*Storage`, over localStorage, apart for each phone of an origin. */
export function storageApis({ parameters }: Host): WxPart {
  const prefix = `phone:${parameters.session}:`;
  const keys = () =>
    Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length));
  const read = (key: string): { data: unknown } | undefined => {
    const text = localStorage.getItem(prefix + key);
    return text === null ? undefined : (JSON.parse(text) as { data: unknown });
  };
  const set = (key: string, data: unknown) =>
    localStorage.setItem(prefix + key, JSON.stringify({ data }));
  const remove = (key: string) => localStorage.removeItem(prefix + key);
  const clear = () => keys().forEach(remove);
  const info = () => ({ keys: keys(), currentSize: 0, limitSize: 10240 });
  return {
    getStorageSync: (key: string) => read(key)?.data ?? '',
    setStorageSync: set,
    removeStorageSync: remove,
    clearStorageSync: clear,
    getStorageInfoSync: info,
    getStorage: asyncApi<Keyed>('getStorage', ({ key }) => {
      const found = read(key);
      if (!found) throw new WxError('data not found');
      return found;
    }),
    setStorage: asyncApi<Keyed>('setStorage', (o) => set(o.key, o.data)),
    removeStorage: asyncApi<Keyed>('removeStorage', (o) => remove(o.key)),
    clearStorage: asyncApi('clearStorage', clear),
    getStorageInfo: asyncApi('getStorageInfo', info),
  };
}

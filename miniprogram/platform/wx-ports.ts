import { COPY } from '../contract/copy/phone';
import type { CloudPort } from '../services/cloud-port';
import type { ServicePorts } from '../services/ports';
import { wxFiles } from './wx-files';

/** The real world of a phone. Nothing else of the services touches `wx`. */
export function wxPorts(): ServicePorts {
  const files = wxFiles();
  return {
    ...(files ? { files } : {}),
    // wx.cloud is this port; its own types also describe callbacks.
    cloud: wx.cloud as unknown as CloudPort,
    random: Math.random,
    storage: {
      get: (key) => {
        if (unkept.has(key)) return unkept.get(key);
        const value: unknown = wx.getStorageSync(key);
        return value === '' ? undefined : value;
      },
      set: keep,
      remove: (key) => {
        unkept.delete(key);
        wx.removeStorageSync(key);
      },
    },
    clock: {
      now: () => Date.now(),
      after(ms, task) {
        const timer = setTimeout(task, ms);
        return () => clearTimeout(timer);
      },
    },
    network: wxNetwork(),
    log: { warn: (event, detail) => console.warn(event, detail) },
  };
}

/** What may go when the phone is full: it is only a picture of the cloud. */
const SPARE = 'cache:customer';
let toldFull = false;

/** What there was no room for; it lasts as long as the app. */
const unkept = new Map<string, unknown>();

/** A full phone costs the cache, never a message: memory still has it. */
function keep(key: string, value: unknown): void {
  try {
    wx.setStorageSync(key, value);
    unkept.delete(key);
  } catch (error) {
    console.warn('storage.full', key, error);
    wx.removeStorageSync(SPARE);
    if (key !== SPARE) keepAgain(key, value);
    if (toldFull) return;
    toldFull = true;
    wx.showToast({ title: COPY.storageFull, icon: 'none' });
  }
}

function keepAgain(key: string, value: unknown): void {
  try {
    wx.setStorageSync(key, value);
    unkept.delete(key);
  } catch (error) {
    unkept.set(key, copyOf(value));
    console.warn('storage.full.still', key, error);
  }
}

/** As storage would give it back: whoever keeps it may go on changing it. */
function copyOf(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

function wxNetwork(): ServicePorts['network'] {
  let online = true;
  const listeners = new Set<(online: boolean) => void>();
  const learn = (next: boolean) => {
    if (next === online) return;
    online = next;
    [...listeners].forEach((listener) => listener(online));
  };
  wx.getNetworkType({
    success: ({ networkType }) => learn(networkType !== 'none'),
  });
  wx.onNetworkStatusChange(({ isConnected }) => learn(isConnected));
  return {
    isOnline: () => online,
    onChange(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

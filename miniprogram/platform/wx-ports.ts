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
        const value: unknown = wx.getStorageSync(key);
        return value === '' ? undefined : value;
      },
      set: (key, value) => wx.setStorageSync(key, value),
      remove: (key) => wx.removeStorageSync(key),
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

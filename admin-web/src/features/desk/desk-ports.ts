import type { ActionName, InputOf } from '../../../../domain/actions/index';
import type { ServicePorts } from '../../../../miniprogram/services/ports';
import type { Call } from '../../cloud/client';
import type { CloudData } from '../../cloud/cloud-port';
import { RequestFailed } from '../../cloud/request-failed';

/** The world of the phone's services, when they run in this page. */
export function deskPorts(call: Call, data: CloudData): ServicePorts {
  return {
    cloud: { callFunction: asked(call), database: data.database },
    files: data.files,
    storage: deskStorage(window),
    clock: {
      now: () => Date.now(),
      after(ms, task) {
        const timer = window.setTimeout(task, ms);
        return () => window.clearTimeout(timer);
      },
    },
    network: {
      isOnline: () => navigator.onLine,
      onChange(listener) {
        const tell = () => listener(navigator.onLine);
        window.addEventListener('online', tell);
        window.addEventListener('offline', tell);
        return () => {
          window.removeEventListener('online', tell);
          window.removeEventListener('offline', tell);
        };
      },
    },
    random: Math.random,
    log: { warn: (event, detail) => console.warn(event, detail) },
  };
}

/** The page's client renews sessions; the services want plain answers. */
function asked(call: Call): ServicePorts['cloud']['callFunction'] {
  return async ({ data }) => {
    const { action, input } = data as {
      action: ActionName;
      input: InputOf<ActionName>;
    };
    try {
      return { result: { ok: true, data: await call(action, input) } };
    } catch (cause) {
      if (!(cause instanceof RequestFailed)) throw cause;
      const { code, message, requestId, retryAt } = cause;
      return {
        result: { ok: false, error: { code, message, requestId, retryAt } },
      };
    }
  };
}

const PREFIX = 'desk:';

/**
 * What is read and begun is shared by all windows; what waits to be sent
 * belongs to the one that sends it, or another would forget it.
 */
function deskStorage(here: Window): ServicePorts['storage'] {
  const shared = browserStorage(here.localStorage);
  const own = browserStorage(here.sessionStorage);
  const of = (key: string) => (key.startsWith('outbox') ? own : shared);
  return {
    get: (key) => of(key).get(key),
    set: (key, value) => of(key).set(key, value),
    remove: (key) => of(key).remove(key),
  };
}

/** A full or forbidden storage costs drafts, never a message: memory has it. */
export function browserStorage(storage: Storage): ServicePorts['storage'] {
  return {
    get(key) {
      try {
        const kept = storage.getItem(PREFIX + key);
        return kept === null ? undefined : (JSON.parse(kept) as unknown);
      } catch {
        // Something else lies under our name: as if nothing were there.
        return undefined;
      }
    },
    set(key, value) {
      try {
        storage.setItem(PREFIX + key, JSON.stringify(value));
      } catch (cause) {
        console.warn('storage.full', key, cause);
      }
    },
    remove: (key) => storage.removeItem(PREFIX + key),
  };
}

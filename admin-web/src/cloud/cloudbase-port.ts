// The whole SDK is 184 kB gzipped. Parts add themselves to the app part; those
// for documents and files follow in cloudbase-data.ts, with the first page.
import cloudbase from '@cloudbase/js-sdk/app';
import '@cloudbase/js-sdk/auth';
import '@cloudbase/js-sdk/functions';
import type { AppConfig } from '../app-config';
import type { Cloud, WatchHandlers } from './cloud-port';
import type { openData } from './cloudbase-data';
import { errorIn, fromSdk } from './sdk-failure';

type Data = ReturnType<typeof openData>;

/** CloudBase through the vendor's js-sdk, unmodified. */
export function openCloudBase(config: AppConfig): Cloud {
  const app = cloudbase.init({ env: config.env, persistence: 'local' });
  if (config.localCloud !== null) {
    app.registerHost(new URL(config.localCloud).host, 'http');
  }
  const auth = app.auth();
  let loading: Promise<Data> | undefined;

  /** A fetch that failed is not remembered: the next one may succeed. */
  function data(): Promise<Data> {
    loading ??= import('./cloudbase-data').then((parts) => parts.openData(app));
    loading.catch(() => (loading = undefined));
    return loading;
  }

  return {
    async invoke(name, event) {
      const answer = await settle(
        app.callFunction({ name, data: event as object })
      );
      return (answer as { result?: unknown }).result;
    },
    hasSignIn: async () => (await auth.getLoginState()) !== null,
    signInAnonymously: async () => {
      await settle(auth.signInAnonymously({}));
    },
    signInWithTicket: async (ticket) => {
      await settle(auth.signInWithCustomTicket(() => Promise.resolve(ticket)));
    },
    signOut: async () => {
      await settle(auth.signOut());
    },
    data,
    watchPresence: (handlers) =>
      later(handlers, async (live) => (await data()).watchPresence(live)),
  };
}

/** A watch whose means are fetched first; closing it may come before that. */
function later(
  handlers: WatchHandlers,
  open: (handlers: WatchHandlers) => Promise<() => void>
): () => void {
  let closed = false;
  let close = () => undefined as void;
  open(handlers).then(
    (closer) => {
      if (closed) closer();
      else close = closer;
    },
    (cause: unknown) => {
      if (!closed) handlers.onDead(cause);
    }
  );
  return () => {
    closed = true;
    close();
  };
}

/** Resolves with the answer, rejects with RequestFailed in either error way. */
async function settle(request: Promise<unknown>): Promise<unknown> {
  let answer: unknown;
  try {
    answer = await request;
  } catch (cause) {
    throw fromSdk(cause);
  }
  const error = errorIn(answer);
  if (error !== undefined) throw fromSdk(error);
  return answer;
}

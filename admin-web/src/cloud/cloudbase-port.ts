// The whole SDK is 184 kB gzipped. Parts add themselves to the app part.
import cloudbase from '@cloudbase/js-sdk/app';
import '@cloudbase/js-sdk/auth';
import '@cloudbase/js-sdk/database';
import '@cloudbase/js-sdk/functions';
import '@cloudbase/js-sdk/realtime';
import type { AppConfig } from '../app-config';
import type { Cloud, WatchHandlers } from './cloud-port';
import { errorIn, fromSdk } from './sdk-failure';

/** CloudBase through the vendor's js-sdk, unmodified. */
export function openCloudBase(config: AppConfig): Cloud {
  const app = cloudbase.init({ env: config.env, persistence: 'local' });
  if (config.localCloud !== null) {
    app.registerHost(new URL(config.localCloud).host, 'http');
  }
  const auth = app.auth();
  const database = app.database();

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
    watchPresence(handlers) {
      const all = { lastSeenAt: database.command.gte(0) };
      return open(database.collection('presence').where(all), handlers);
    },
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

interface Watchable {
  watch(options: {
    onChange: (snapshot: { docs: unknown[] }) => void;
    onError: (error: unknown) => void;
  }): { close(): void };
}

function open(query: Watchable, handlers: WatchHandlers): () => void {
  let closed = false;
  const listener = query.watch({
    onChange: (snapshot) => {
      if (!closed) handlers.onDocuments(snapshot.docs);
    },
    // The SDK reports one death twice.
    onError: (error) => {
      if (closed) return;
      closed = true;
      handlers.onDead(error);
    },
  });
  return () => {
    if (closed) return;
    closed = true;
    listener.close();
  };
}

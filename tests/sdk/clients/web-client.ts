import type { Client, Doc, Watching } from '../behaviours/client';
import { plainServices, type PlainApp } from './plain-services';
import { plainDocuments } from './plain-shape';

export type WebApp = PlainApp & {
  uploadFile(options: object): Promise<{ fileID: string }>;
};

interface Watchable {
  collection(name: string): {
    where(condition: object): {
      watch(listener: {
        onChange(snapshot: { docs: Doc[] }): void;
        onError(error: unknown): void;
      }): { close(): Promise<void> };
    };
  };
}

export interface WebSurroundings {
  mark: string;
  /** What this platform's `uploadFile` takes for a file of this text. */
  fileOf(text: string): unknown;
  cutSockets(): Promise<void>;
}

/** js-sdk of any build, signed in: in Node, a browser or a mini-program. */
export function webClient(app: WebApp, around: WebSurroundings): Client {
  const db = app.database();
  return {
    mark: around.mark,
    ...plainDocuments(db),
    ...plainServices(app),
    async upload(cloudPath, text) {
      const filePath = around.fileOf(text);
      return (await app.uploadFile({ cloudPath, filePath })).fileID;
    },
    watch: (name, where) => watchOf(db as Watchable, name, where),
    cutSockets: around.cutSockets,
  };
}

/**
 * A watch made right after the last one was closed asks on a socket that the
 * SDK has not logged in; it tells so and logs in by itself.
 */
const MENDED = /CHECK_LOGIN_FAILED/;

function watchOf(db: Watchable, name: string, where: object): Watching {
  let docs: Doc[] = [];
  const errors: string[] = [];
  const listener = db
    .collection(name)
    .where(where)
    .watch({
      onChange: (snapshot) => void (docs = [...snapshot.docs]),
      onError(error) {
        const text = JSON.stringify(error);
        if (!MENDED.test(text)) errors.push(text);
      },
    });
  return {
    docs: () => docs,
    errors: () => errors,
    close: async () => void (await listener.close()),
  };
}

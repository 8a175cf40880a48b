import type { DeliveryTools } from './messenger';
import type { MessengerState } from './messenger-state';
import { createMediaLinks, type MediaLinks } from './media-links';
import type { Outbox } from './outbox';
import type { ServicePorts } from './ports';
import type { Queries } from './queries';
import type { Store } from './store';
import type { ThreadBook } from './thread-book';
import { createUploadQueue, type UploadQueue } from './upload-queue';

export interface MessengerMedia {
  uploads: UploadQueue | null;
  links: MediaLinks;
  /** Addresses for the pictures of the thread in front. */
  wantPictures(conversationId: string): void;
  /** Copies of files that were delivered are deleted. */
  settle(): void;
  start(): void;
  stop(): void;
}

export interface MessengerMediaOptions {
  me: string;
  store: Store<MessengerState>;
  outbox: Outbox;
  queries: Queries;
  book: ThreadBook;
  tools: DeliveryTools;
}

/** A message is redrawn for a visible step of its ring, not for each byte. */
const STEP = 0.05;

/** Files on their way up and down, for one messenger. */
export function createMedia(
  ports: ServicePorts,
  { me, store, outbox, queries, book, tools }: MessengerMediaOptions
): MessengerMedia {
  const { files, log } = ports;
  const { call, serverClock } = tools;
  const kept = new Map<string, string>();
  let started = false;

  function onProgress(id: string, fraction: number | null): void {
    const progress = { ...store.get().progress };
    const before = progress[id];
    if (fraction === null) delete progress[id];
    else if (before !== undefined && fraction - before < STEP) return;
    else progress[id] = fraction;
    store.set({ progress });
  }

  const uploads = files
    ? createUploadQueue(ports, {
        call,
        files,
        entries: () => (started ? outbox.entries(me) : []),
        update: outbox.update,
        onProgress,
      })
    : null;

  const links = createMediaLinks({
    call,
    serverClock,
    log,
    links: () => store.get().links,
    setLinks: (known) => store.set({ links: known }),
    onMissing: (conversationId, fileId) =>
      void readAgain(conversationId, fileId),
  });

  /** After its check a message names the copy that is kept. */
  async function readAgain(conversationId: string, fileId: string) {
    const message = book
      .get(conversationId)
      .messages.find(({ body }) => body.fileId === fileId);
    if (message?.from !== me) return;
    try {
      const now = await queries.readOwnMessage(message._id);
      if (now && now.body.fileId !== fileId) book.merge([now]);
    } catch (error) {
      log.warn('message.read-again', error);
    }
  }

  return {
    uploads,
    links,
    wantPictures(conversationId) {
      const { local } = store.get();
      const pictures = book
        .get(conversationId)
        .messages.filter(
          ({ _id, kind, seq }) => kind === 'image' && seq > 0 && !local[_id]
        );
      const fileIds = pictures.flatMap(({ body }) => body.fileId ?? []);
      if (fileIds.length > 0) links.want(conversationId, fileIds);
    },
    settle() {
      const waiting = outbox.entries(me).filter(({ media }) => media);
      const ids = new Set(waiting.map(({ id }) => id));
      for (const [id, path] of kept) {
        if (ids.has(id)) continue;
        files?.drop(path);
        kept.delete(id);
      }
      waiting.forEach(({ id, media }) => media && kept.set(id, media.path));
    },
    start() {
      started = true;
      uploads?.run();
    },
    stop() {
      started = false;
      uploads?.stop();
    },
  };
}

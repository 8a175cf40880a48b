import { COPY } from '../contract/copy/phone';
import { backOffMs } from './back-off';
import type { Call } from './call';
import { refusal } from './delivery';
import type { FilesPort, Upload } from './files-port';
import { tooLarge, type Media } from './media';
import type { OutboxEntry, Refused } from './outbox';
import type { Cancel, ServicePorts } from './ports';

export interface UploadQueue {
  /** Begins whatever may begin now. */
  run(): void;
  cancel(id: string): void;
  stop(): void;
}

export interface UploadQueueOptions {
  call: Call;
  files: FilesPort;
  /** His entries, oldest first; none before the server knows him. */
  entries(): readonly OutboxEntry[];
  update(id: string, patch: Partial<OutboxEntry>): void;
  /** From 0 to 1; null: it is over. */
  onProgress(id: string, fraction: number | null): void;
}

/** Uploads of one phone at a time; more would only slow each other down. */
const AT_ONCE = 2;
/** Without a byte for so long the link is taken for dead. */
const STALLED_MS = 20_000;
const RETRY = { firstMs: 1_000, maxMs: 30_000 };

type QueuePorts = Pick<ServicePorts, 'clock' | 'random' | 'log' | 'network'>;
type Waiting = OutboxEntry & { media: Media };

/**
 * Brings files into the storage before their messages are written: a place is
 * asked for once and used again by every later try, also after a restart.
 */
export function createUploadQueue(
  { clock, random, log, network }: QueuePorts,
  { call, files, entries, update, onProgress }: UploadQueueOptions
): UploadQueue {
  const running = new Map<string, Upload | null>();
  const resting = new Map<string, Cancel>();

  const waits = (entry: OutboxEntry): entry is Waiting =>
    !!entry.media && !entry.fileId && entry.state === 'waiting';
  const isFree = ({ id }: OutboxEntry) => !running.has(id) && !resting.has(id);

  function run(): void {
    if (!network.isOnline()) return;
    const ready = entries().filter(waits).filter(isFree);
    ready
      .slice(0, AT_ONCE - running.size)
      .forEach((entry) => void begin(entry));
  }

  async function begin(entry: Waiting): Promise<void> {
    running.set(entry.id, null);
    onProgress(entry.id, 0);
    const outcome = await bring(entry);
    // Cancelled meanwhile, or stopped: nobody waits for it any more.
    if (!running.delete(entry.id)) return;
    onProgress(entry.id, null);
    if (outcome.state === 'uploaded') {
      update(entry.id, { fileId: outcome.fileId, tries: 0 });
    } else if (outcome.state === 'refused') {
      update(entry.id, { state: 'failed', reason: outcome.reason });
    } else rest(entry);
    run();
  }

  function rest({ id, tries: before }: OutboxEntry): void {
    const tries = before + 1;
    update(id, { tries });
    const again = () => {
      resting.delete(id);
      run();
    };
    resting.set(id, clock.after(backOffMs(tries, random, RETRY), again));
  }

  async function bring({ id, media, reserved: before }: Waiting) {
    if (!(await files.exists(media.path))) return refused(COPY.fileGone);
    try {
      const { kind, extension, size } = media;
      const reserved =
        before ?? (await call('file.reserve', { kind, extension, size }));
      if (!before) update(id, { reserved });
      if (size > reserved.mostBytes) {
        return refused(tooLarge(size, reserved.mostBytes));
      }
      await send(id, media.path, reserved.cloudPath);
      return { state: 'uploaded', fileId: reserved.fileId } as const;
    } catch (error) {
      log.warn('file.upload', error);
      const said = refusal(error);
      return said.state === 'refused' ? said : ({ state: 'unknown' } as const);
    }
  }

  async function send(id: string, path: string, cloudPath: string) {
    if (!running.has(id)) return;
    let watchdog: Cancel = () => undefined;
    const feed = () => {
      watchdog();
      watchdog = clock.after(STALLED_MS, () => upload.cancel());
    };
    const upload = files.upload({
      path,
      cloudPath,
      onProgress(fraction) {
        feed();
        if (running.has(id)) onProgress(id, fraction);
      },
    });
    running.set(id, upload);
    feed();
    await upload.done.finally(() => watchdog());
  }

  function cancel(id: string): void {
    const upload = running.get(id);
    running.delete(id);
    upload?.cancel();
    resting.get(id)?.();
    resting.delete(id);
    onProgress(id, null);
    run();
  }

  return {
    run,
    cancel,
    stop() {
      [...running.keys()].forEach((id) => {
        running.get(id)?.cancel();
        running.delete(id);
        onProgress(id, null);
      });
      resting.forEach((done) => done());
      resting.clear();
    },
  };
}

/** Another try would end the same way. */
function refused(message: string): Refused {
  return { state: 'refused', reason: { code: 'FILE_REFUSED', message } };
}

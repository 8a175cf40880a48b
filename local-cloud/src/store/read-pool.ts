import { CloudError } from '../kernel/errors';
import type { Asker } from '../kernel/store';
import type { ReadJob, ReadResults } from './read-job';
import { Reader, type Read } from './reader';
import type { ReaderRequest } from './reader-messages';

const READERS = 2;
const CLIENT_MS = 5_000;
const SERVER_MS = 30_000;

interface Task {
  request: ReaderRequest;
  party: string;
  resolve: (read: Read) => void;
  reject: (error: unknown) => void;
}

/**
 * Two readers, and a queue in which parties take turns. One party has one
 * reader at most, so that whoever floods it leaves the other to the others.
 */
export class ReadPool {
  private readonly idle: Reader[];
  private readonly all: Reader[];
  private readonly busy = new Set<string>();
  private waiting: Task[] = [];
  private closed = false;

  constructor(file: string, log: (line: string) => void) {
    this.all = Array.from({ length: READERS }, () => new Reader(file, log));
    this.idle = [...this.all];
  }

  /** @throws CloudError DATABASE_REQUEST_FAILED when it takes too long */
  async run<J extends ReadJob>(
    job: J,
    { untrusted = false, party = untrusted ? 'clients' : 'server' }: Asker
  ): Promise<Omit<Read, 'value'> & { value: ReadResults[J['kind']] }> {
    const limitMs = untrusted ? CLIENT_MS : SERVER_MS;
    const read = await this.add({ job, limitMs }, party);
    return read as typeof read & { value: ReadResults[J['kind']] };
  }

  async checkpoint(): Promise<void> {
    await this.add({ job: 'checkpoint', limitMs: SERVER_MS }, 'checkpoint');
  }

  close(): void {
    this.closed = true;
    for (const task of this.waiting.splice(0)) task.reject(stopping());
    for (const reader of this.all) reader.stop();
  }

  private add(request: ReaderRequest, party: string): Promise<Read> {
    if (this.closed) return Promise.reject(stopping());
    return new Promise((resolve, reject) => {
      this.waiting.push({ request, party, resolve, reject });
      this.next();
    });
  }

  private next(): void {
    for (const task of this.waiting) {
      if (this.idle.length === 0) return;
      if (this.busy.has(task.party)) continue;
      this.waiting = this.waiting.filter((one) => one !== task);
      void this.serve(this.idle.pop() as Reader, task);
    }
  }

  private async serve(reader: Reader, task: Task): Promise<void> {
    this.busy.add(task.party);
    try {
      task.resolve(await reader.read(task.request));
    } catch (error) {
      task.reject(this.closed ? stopping() : error);
    }
    this.idle.push(reader);
    this.busy.delete(task.party);
    this.toTheBack(task.party);
    if (!this.closed) this.next();
  }

  /** Who was served comes after those who wait. */
  private toTheBack(party: string): void {
    const own = this.waiting.filter((task) => task.party === party);
    const others = this.waiting.filter((task) => task.party !== party);
    this.waiting = [...others, ...own];
  }
}

const stopping = (): CloudError =>
  new CloudError('SYS_ERR', 'the local cloud is stopping');

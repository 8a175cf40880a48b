import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { corkForThisTurn } from './cork';
import type { WatchLogin } from './options';
import type { Subscription } from './subscription';

const MOST_UNSENT = 4 << 20;
/** Real time that a client may leave its socket unread. */
const LONGEST_STUCK_MS = 60_000;
/** For a client that does not answer a ping. */
const LONGEST_ARRIVAL_MS = 1_000;

export interface SessionOptions {
  mostUnsentBytes?: number;
  /** The client has read what it left unread. */
  onDrain: (session: Session) => void;
}

/** One socket and who signed in on it. */
export class Session {
  /** undefined: no LOGIN yet. */
  login: WatchLogin | undefined;
  /** By the client's name for the watch. */
  readonly watches = new Map<string, Subscription>();
  private stuck: NodeJS.Timeout | null = null;
  private arrivals: (() => void)[] = [];
  private pinging = false;
  private arrived: () => void = () => undefined;

  constructor(
    readonly socket: WebSocket,
    private readonly stream: Duplex,
    private readonly options: SessionOptions
  ) {
    socket.on('pong', () => this.arrived());
    socket.on('close', () => clearTimeout(this.stuck ?? undefined));
  }

  isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  /** Whether the client has so much to read that events have to wait. */
  isFull(): boolean {
    return this.stuck !== null;
  }

  /** Answers how many bytes were sent. */
  send(frame: string): number {
    if (!this.isOpen()) return 0;
    const data = Buffer.from(frame);
    corkForThisTurn(this.stream);
    this.socket.send(data, { binary: false });
    if (this.unsent() > this.most() && !this.stuck) this.waitForReader();
    return data.length;
  }

  /**
   * Calls back once the client has taken in all that was sent until now. One
   * ping is under way at a time; who asks meanwhile waits for the next.
   */
  afterArrival(act: () => void): void {
    this.arrivals.push(act);
    if (!this.pinging) queueMicrotask(() => this.ping());
    this.pinging = true;
  }

  private ping(): void {
    const waiting = this.arrivals;
    this.arrivals = [];
    this.arrived = () => {
      clearTimeout(timer);
      this.arrived = () => undefined;
      this.pinging = this.arrivals.length > 0;
      if (this.pinging) this.ping();
      for (const act of waiting) act();
    };
    const timer = setTimeout(this.arrived, LONGEST_ARRIVAL_MS).unref();
    if (this.isOpen()) this.socket.ping();
  }

  private unsent(): number {
    return this.stream.writableLength;
  }

  private most(): number {
    return this.options.mostUnsentBytes ?? MOST_UNSENT;
  }

  /** Nothing is read from a client that does not read either. */
  private waitForReader(): void {
    this.socket.pause();
    const cut = (): void => this.socket.terminate();
    this.stuck = setTimeout(cut, LONGEST_STUCK_MS).unref();
    this.stream.once('drain', () => {
      clearTimeout(this.stuck ?? undefined);
      this.stuck = null;
      if (!this.isOpen()) return;
      this.socket.resume();
      this.options.onDrain(this);
    });
  }
}

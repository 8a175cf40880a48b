import { vi } from 'vitest';
import { WebSocket } from 'ws';

export interface TestFrame {
  watchId?: string;
  requestId?: string;
  msgType: string;
  msgData: {
    code?: string;
    message?: string;
    queryID: string;
    currEvent: number;
    events: TestEvent[];
  };
}

export interface TestEvent {
  ID: number;
  DataType: string;
  QueueType: string;
  DocID: string;
  Doc: string;
  UpdatedFields?: string;
  removedFields?: string;
}

interface Watched {
  watchId: string;
  queryID: string;
  currEvent: number;
  /** Documents in the order in which the SDK keeps them. */
  docs: Map<string, unknown>;
}

/** A reading may have to start a process first. */
const PATIENCE_MS = 10_000;

/** Speaks the frames of the browser SDK and follows its event rules. */
export class WatchClient {
  readonly frames: TestFrame[] = [];
  readonly watched = new Map<string, Watched>();
  private last = 0;

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data)) as TestFrame;
      this.frames.push(frame);
      if (frame.msgType === 'INIT_EVENT') this.begin(frame);
      if (frame.msgType === 'NEXT_EVENT') this.follow(frame);
    });
  }

  static async connect(url: string): Promise<WatchClient> {
    const socket = new WebSocket(url);
    const client = new WatchClient(socket);
    await new Promise((done, fail) => {
      socket.once('open', done);
      socket.once('error', fail);
    });
    return client;
  }

  async request(
    msgType: string,
    msgData: unknown,
    more: Record<string, unknown> = {}
  ): Promise<TestFrame> {
    const requestId = `r${++this.last}`;
    this.socket.send(JSON.stringify({ requestId, msgType, msgData, ...more }));
    return vi.waitFor(() => {
      const found = this.frames.find((f) => f.requestId === requestId);
      if (!found) throw new Error(`no answer to ${msgType}`);
      return found;
    }, PATIENCE_MS);
  }

  login(signStr: string): Promise<TestFrame> {
    const exMsgData = { runtime: 'web', signStr, secretVersion: 1 };
    return this.request('LOGIN', { envId: 'env-1' }, { exMsgData });
  }

  watch(
    collName: string,
    query: unknown,
    options: { limit?: number; orderBy?: Record<string, string> } = {}
  ): Promise<TestFrame> {
    const watchId = `w${++this.last}`;
    return this.request(
      'INIT_WATCH',
      { envId: 'env-1', collName, query: JSON.stringify(query), ...options },
      { watchId }
    );
  }

  /** Opens many watches at once and waits for all answers. */
  async watchMany(
    count: number,
    collName: string,
    queryOf: (at: number) => unknown
  ): Promise<void> {
    const known = this.of('INIT_EVENT').length;
    for (let at = 0; at < count; at += 1) {
      const msgData = { collName, query: JSON.stringify(queryOf(at)) };
      const watchId = `w${++this.last}`;
      this.send({ watchId, msgType: 'INIT_WATCH', msgData });
    }
    await vi.waitFor(() => {
      if (this.of('INIT_EVENT').length < known + count) throw new Error('open');
    }, PATIENCE_MS);
  }

  /** What was sent until now is here, and what waited for it as well. */
  async arrived(): Promise<void> {
    for (let round = 0; round < 2; round += 1) await this.request('PING', null);
  }

  /** Ends a watch; there is no answer to it. */
  end(watchId: string | undefined): void {
    this.send({ watchId, msgType: 'CLOSE_WATCH', msgData: null });
  }

  send(frame: Record<string, unknown>): void {
    this.socket.send(JSON.stringify(frame));
  }

  /** Frames of one type, in order. */
  of(msgType: string): TestFrame[] {
    return this.frames.filter((frame) => frame.msgType === msgType);
  }

  /** The events of one watch. */
  nextEvents(queryID: string): TestEvent[] {
    const own = this.of('NEXT_EVENT').filter(
      ({ msgData }) => msgData.queryID === queryID
    );
    return own.flatMap(({ msgData }) => msgData.events);
  }

  events(): TestEvent[] {
    return this.of('NEXT_EVENT').flatMap((frame) => frame.msgData.events);
  }

  /** Takes a watch of another, dead socket over, as the SDK does. */
  rebuild(from: WatchClient, queryID: string): Promise<TestFrame> {
    const watched = from.watched.get(queryID);
    if (!watched) throw new Error('unknown watch');
    this.watched.set(queryID, watched);
    const msgData = { queryID, eventID: watched.currEvent };
    return this.request('REBUILD_WATCH', msgData, { watchId: watched.watchId });
  }

  private begin({ watchId = '', msgData }: TestFrame): void {
    const { queryID, currEvent, events } = msgData;
    const docs = new Map(events.map((e) => [e.DocID, JSON.parse(e.Doc)]));
    this.watched.set(queryID, { watchId, queryID, currEvent, docs });
  }

  private follow({ msgData }: TestFrame): void {
    const watched = this.watched.get(msgData.queryID);
    if (!watched) return;
    for (const event of msgData.events) {
      const next = event.ID - watched.currEvent;
      if (next !== 0 && next !== 1) throw new Error('gap in events');
      watched.currEvent = event.ID;
      if (event.QueueType === 'dequeue') watched.docs.delete(event.DocID);
      else watched.docs.set(event.DocID, JSON.parse(event.Doc));
    }
  }
}

import type { CloudPort } from '../../../miniprogram/services/cloud-port';
import { createFakeDatabase, type Doc } from './fake-database';

type Handler = (input: Record<string, unknown>) => unknown;

/** Throw it in a handler: the function answers with this refusal. */
export class Refusal extends Error {
  readonly code: string;
  readonly retryAt: number | undefined;
  constructor(code: string, message = code, retryAt?: number) {
    super(message);
    this.code = code;
    this.retryAt = retryAt;
  }
}

export interface FakeCloud extends CloudPort {
  db: ReturnType<typeof createFakeDatabase>;
  /** Names of the actions called, in order. */
  calls: string[];
  /** Replaces or adds an action. */
  on(action: string, handler: Handler): void;
  /** false: nothing is reached any more. */
  setReachable(reachable: boolean): void;
  /** Refuses operations like 'add messages' or 'watch messages'. */
  refuse: Set<string>;
  /** Does them and loses the answer; also 'call conversation.start'. */
  loseAnswer: Set<string>;
}

/** A cloud of the smallest kind that still keeps its promises. */
export function createFakeCloud(
  handlers: (cloud: FakeCloud) => Record<string, Handler>
): FakeCloud {
  let reachable = true;
  const refuse = new Set<string>();
  const loseAnswer = new Set<string>();
  const check = () => {
    if (!reachable) throw new Error('request:fail');
  };
  const db = createFakeDatabase({
    before(operation, collection) {
      check();
      if (refuse.has(`${operation} ${collection}`)) throw new Error('denied');
    },
    after(operation, collection) {
      check();
      if (loseAnswer.has(`${operation} ${collection}`)) throw new Error('lost');
    },
  });
  const actions = new Map<string, Handler>();
  const cloud: FakeCloud = {
    db,
    calls: [],
    refuse,
    loseAnswer,
    on: (action, handler) => actions.set(action, handler),
    setReachable(next) {
      reachable = next;
    },
    database: () => db.database,
    async callFunction({ data }) {
      const { action, input } = data as { action: string; input: Doc };
      await Promise.resolve();
      check();
      cloud.calls.push(action);
      const result = answer(actions.get(action), action, input);
      check();
      if (loseAnswer.has(`call ${action}`)) throw new Error('lost');
      return { result: structuredClone(result) };
    },
  };
  Object.entries(handlers(cloud)).forEach(([name, handler]) =>
    actions.set(name, handler)
  );
  return cloud;
}

function answer(handler: Handler | undefined, action: string, input: Doc) {
  if (!handler) throw new Error(`no handler for ${action}`);
  try {
    return { ok: true, data: handler(input) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, message, retryAt } = error;
    return { ok: false, error: { code, message, retryAt, requestId: 'r' } };
  }
}

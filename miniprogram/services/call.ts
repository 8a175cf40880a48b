import { COPY } from '../contract/copy/phone';
import {
  ERROR_CODES,
  type ErrorCode,
  type ErrorKind,
} from '../contract/error-codes';
import type { ActionName, InputOf, OutputOf } from '../../domain/actions';
import type { Reply } from '../../domain/values/error-codes';
import type { CloudPort } from './cloud-port';
import type { ClockPort } from './ports';
import { withTimeout } from './with-timeout';

/** No answer came, so nobody knows whether it was done. */
export const NO_ANSWER = 'NO_ANSWER';

/**
 * What a call throws. `code` is of the error table, or NO_ANSWER; `message`
 * may be shown as it is; `retryAt` is in milliseconds of the server.
 */
export class CallError extends Error {
  readonly code: ErrorCode | typeof NO_ANSWER;
  readonly retryAt: number | undefined;

  constructor(
    code: ErrorCode | typeof NO_ANSWER,
    message: string,
    retryAt?: number
  ) {
    super(message);
    this.name = 'CallError';
    this.code = code;
    this.retryAt = retryAt;
  }

  get kind(): ErrorKind | 'no_answer' {
    return this.code === NO_ANSWER ? 'no_answer' : ERROR_CODES[this.code].kind;
  }

  /** The same call may succeed later without a change. */
  get mayRetry(): boolean {
    return this.code === NO_ANSWER || ERROR_CODES[this.code].retry;
  }
}

export type Call = <N extends ActionName>(
  action: N,
  input: InputOf<N>
) => Promise<OutputOf<N>>;

const FUNCTION_OF: Record<string, string> = {
  account: 'account',
  staff: 'account',
  team: 'account',
  privacy: 'account',
  conversation: 'conversation',
  desk: 'conversation',
  message: 'conversation',
  file: 'conversation',
  reply: 'conversation',
  push: 'wechat',
  code: 'wechat',
  work: 'wechat',
  customer: 'admin',
  record: 'admin',
  settings: 'admin',
  template: 'admin',
  report: 'admin',
  audit: 'admin',
  board: 'admin',
  health: 'admin',
  cost: 'admin',
};

const ANSWER_WITHIN_MS = 20_000;

/** `conversation.start` is served by the function `conversation`. */
export function functionOf(action: ActionName): string {
  const noun = action.slice(0, action.indexOf('.'));
  return FUNCTION_OF[noun] ?? noun;
}

export function createCall(cloud: CloudPort, clock: ClockPort): Call {
  return async (action, input) => {
    const reply = await ask(cloud, clock, action, input);
    if (reply.ok) return reply.data as OutputOf<typeof action>;
    const { code, message, retryAt } = reply.error;
    throw new CallError(code, message, retryAt);
  };
}

async function ask(
  cloud: CloudPort,
  clock: ClockPort,
  action: ActionName,
  input: unknown
): Promise<Reply<unknown>> {
  const request = { name: functionOf(action), data: { action, input } };
  try {
    const { result } = await withTimeout(
      clock,
      ANSWER_WITHIN_MS,
      cloud.callFunction(request)
    );
    if (isReply(result)) return result;
  } catch (error) {
    throw noAnswer(error);
  }
  throw noAnswer();
}

function noAnswer(cause?: unknown): CallError {
  const error = new CallError(NO_ANSWER, COPY.cannotReach);
  error.cause = cause;
  return error;
}

function isReply(value: unknown): value is Reply<unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const reply = value as { ok?: unknown; error?: { code?: unknown } };
  if (reply.ok === true) return true;
  const code = reply.error?.code;
  return reply.ok === false && typeof code === 'string' && code in ERROR_CODES;
}

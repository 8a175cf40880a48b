import type { Caller } from './caller';

/** What every handler gets besides its input. */
export interface Request {
  caller: Caller;
  requestId: string;
  /** The moment the call came in, server time in ms. */
  now: number;
}

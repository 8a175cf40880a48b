import type { Accounts } from '../auth/accounts';
import type { Tickets } from '../auth/tickets';
import type { Tokens } from '../auth/tokens';
import type { Counters } from '../database/counters';
import type { PermittedDatabase } from '../database/database';
import type { Caller } from '../kernel/caller';
import type { Clock } from '../kernel/clock';
import type { Functions, Storage, Wechat } from '../kernel/services';

/** Ordered failures, asked at the two moments where they can strike. */
export interface FaultGate {
  /** Before the work: may wait, or throw DroppedConnection. */
  enter(action: string, caller: Caller | null): Promise<void>;
  /** A write is on disk and its answer not yet sent: may end the process. */
  written(action: string): void;
}

/** Everything the fronts hand requests to. */
export interface Services {
  envId: string;
  /** `http://127.0.0.1:8701` */
  url: () => string;
  clock: Clock;
  database: PermittedDatabase;
  tokens: Tokens;
  accounts: Accounts;
  tickets: Tickets;
  functions: Functions;
  storage: Storage;
  wechat: Wechat;
  counters: Counters;
  faults: FaultGate;
  switches: () => { gatewayErrorStatus: 'ok' | 'http' };
  log: (line: string) => void;
}

/** The answer is not sent: the connection just ends. */
export class DroppedConnection extends Error {}

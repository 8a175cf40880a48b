import type { AuthDesk, AuthSwitches } from '../auth/desk';
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

/** Positions of what no document of the platform settles about files. */
export interface FileSwitches {
  /** How long a temporary URL lives when its age is not asked for. */
  temporaryUrlSeconds: number;
  /** Whether a file is as long as its link was told beforehand. */
  announcedLength: 'ignored' | 'enforced';
  /** Whether a client may copy files where the rule permits. */
  clientCopy: 'refused' | 'byRule';
}

/** Everything the fronts hand requests to. */
export interface Services extends AuthDesk {
  envId: string;
  /** `http://127.0.0.1:8701` */
  url: () => string;
  clock: Clock;
  database: PermittedDatabase;
  functions: Functions;
  storage: Storage;
  wechat: Wechat;
  counters: Counters;
  faults: FaultGate;
  switches: () => AuthSwitches &
    FileSwitches & { gatewayErrorStatus: 'ok' | 'http' };
  log: (line: string) => void;
}

/** The answer is not sent: the connection just ends. */
export class DroppedConnection extends Error {}

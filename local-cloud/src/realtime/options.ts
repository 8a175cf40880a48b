import type { ClientCaller } from '../kernel/caller';
import type { Clock } from '../kernel/clock';
import type { Rules } from '../kernel/rules';
import type { Store } from '../kernel/store';

/** Positions of behaviour that differ by plan or that nothing documents. */
export interface RealtimeSwitches {
  /** False: every new watch is refused as by quota. */
  watchEnabled: boolean;
  /** Most sockets that hold a watch at a time. */
  connectionQuota: number;
}

export interface RealtimeOptions {
  envId: string;
  store: Store;
  rules: Pick<Rules, 'check' | 'presetFilter'>;
  clock: Clock;
  /**
   * Whom a signature of `auth.wsWebSign` stands for; null: nobody signed in.
   * @throws CloudError SIGN_EXPIRED_ERROR, SIGN_INVALID_ERROR
   */
  verifySign: (signStr: string) => ClientCaller | null;
  switches?: () => Partial<RealtimeSwitches>;
  /** False for a person whose network a fault has taken away. */
  reachable?: (caller: ClientCaller | null) => boolean;
  /** Developer's log: why a watch was refused. */
  log?: (line: string) => void;
  /** How long a watch outlives its socket, default 5 minutes of real time. */
  resumeMs?: number;
}

/** Documents a watch may hold, and the widest `limit` of a window. */
export const MOST_DOCUMENTS = 5_000;
export const WIDEST_WINDOW = 200;

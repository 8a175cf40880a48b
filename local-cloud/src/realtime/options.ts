import type { ClientCaller } from '../kernel/caller';
import type { Clock } from '../kernel/clock';
import type { Rules } from '../kernel/rules';
import type { Store } from '../kernel/store';

/** Positions of behaviour that differ by plan or that nothing documents. */
export interface RealtimeSwitches {
  /** False: every new watch is refused as by quota. */
  watchEnabled: boolean;
  /** Most places for watches, counted as `quotaCounts` says. */
  connectionQuota: number;
  /** What takes a place: a socket that holds watches, or each watch. */
  quotaCounts: 'sockets' | 'watches';
  /** Most watches on one socket. */
  watchesPerSocket: number;
  /** A watch whose rule had to read documents: judged at each event, or no. */
  watchRuleWithGet: 'recheck' | 'refuse';
  /** How long a LOGIN is good. */
  watchLogin: 'untilTokenEnds' | 'whileConnected';
}

/** Whom a signature stands for. */
export interface WatchLogin {
  /** null: nobody signed in. */
  caller: ClientCaller | null;
  /** Cloud time at which the access token behind it ends, if there is one. */
  endsAt?: number;
}

export interface RealtimeOptions {
  envId: string;
  store: Store;
  rules: Pick<Rules, 'check' | 'presetFilter'>;
  clock: Clock;
  /**
   * Reads a signature of `auth.wsWebSign`.
   * @throws CloudError SIGN_EXPIRED_ERROR, SIGN_INVALID_ERROR
   */
  verifySign: (signStr: string) => WatchLogin;
  switches?: () => Partial<RealtimeSwitches>;
  /** False for a person whose network a fault has taken away. */
  reachable?: (caller: ClientCaller | null) => boolean;
  /** Documents that a rule's get() read, for the bill. */
  countReads?: (caller: ClientCaller | null, reads: number) => void;
  /** Developer's log: why a watch was refused. */
  log?: (line: string) => void;
  /** How long a watch outlives its socket, default 5 minutes of real time. */
  resumeMs?: number;
  /** Above this a socket gets no more events until it has read; 4 MB. */
  mostUnsentBytes?: number;
}

/** Documents a watch may hold, and the widest `limit` of a window. */
export const MOST_DOCUMENTS = 5_000;
export const WIDEST_WINDOW = 200;

export const DEFAULT_SWITCHES: Readonly<RealtimeSwitches> = {
  watchEnabled: true,
  connectionQuota: Infinity,
  quotaCounts: 'sockets',
  watchesPerSocket: 1_000,
  watchRuleWithGet: 'recheck',
  watchLogin: 'untilTokenEnds',
};

export function switchesOf({ switches }: RealtimeOptions): RealtimeSwitches {
  const set = switches?.();
  return set && isWhole(set) ? set : { ...DEFAULT_SWITCHES, ...set };
}

/** The cloud's own board has all: then nothing is copied for each event. */
const isWhole = (set: Partial<RealtimeSwitches>): set is RealtimeSwitches =>
  NAMES.every((name) => set[name] !== undefined);

const NAMES = Object.keys(DEFAULT_SWITCHES) as (keyof RealtimeSwitches)[];

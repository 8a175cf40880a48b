import type { Clock } from '../kernel/clock';
import type { InvokeRules } from './invoke-rule';

/** A timer of a function: 7 cron fields, read in Asia/Shanghai. */
export interface TimerTrigger {
  name: string;
  type: 'timer';
  /** second minute hour day month weekday year */
  config: string;
}

/** One function as `cloudbaserc.json` names it, already built. */
export interface DeployedFunction {
  name: string;
  /** Folder that is deployed; `index.main` is `<dir>/index.js`. */
  dir: string;
  /** `file.export`, default `index.main`. */
  handler?: string;
  /** Default 3, as on the platform. */
  timeoutSeconds?: number;
  /** Default 256. Bounds heap and resident memory beyond the bare runtime. */
  memoryMb?: number;
  env?: Record<string, string>;
  triggers?: TimerTrigger[];
  /** Where the vendor's SDKs are looked for besides the function's folder. */
  projectDir?: string;
}

/** Positions of behaviour that no document of the platform settles. */
export interface FunctionSwitches {
  /** Phone callers find `userInfo {appId, openId}` in their event. */
  userInfoInEvent: boolean;
  /** Whom a function called by a function serves. */
  identityInChain: 'passes' | 'nobody';
  /** Runs of a timer whose times were passed in one step of the clock. */
  missedTimerRuns: 'once' | 'each';
}

export const FUNCTION_SWITCHES: Readonly<FunctionSwitches> = {
  userInfoInEvent: true,
  identityInChain: 'passes',
  missedTimerRuns: 'once',
};

export interface FunctionsOptions {
  functions: DeployedFunction[];
  /** Where the SDKs inside a function find the cloud, `http://…/admin`. */
  adminUrl: () => string;
  envId: string;
  /** Default ap-shanghai. */
  region?: string;
  /** The mini-program's id that phone callers carry. */
  appId?: string;
  clock: Clock;
  /** Default {"*": {"invoke": "auth != null"}}. */
  rules?: InvokeRules;
  switches?: () => FunctionSwitches;
  /** Developer's log: what never goes to a client. */
  log?: (line: string) => void;
  /** Most workers of one function at each depth of a chain, default 8. */
  maxWorkers?: number;
  /** Seconds that loading a function may take, default 65 as on the platform. */
  initTimeoutSeconds?: number;
  /** Seconds without a call after which a function's processes end, 300. */
  restAfterSeconds?: number;
  /** Whether timer triggers fire by themselves, default true. */
  timers?: boolean;
}

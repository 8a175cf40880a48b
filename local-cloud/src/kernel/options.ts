import type { Clock } from './clock';
import type { ClientCaller } from './caller';
import type { AccessRequest, Verdict } from './rules';
import type { Filter, Store } from './store';

/** What the composition root knows about the environment it starts. */
export interface EnvironmentInfo {
  /** Never the bare word `local`: the vendor's SDK treats that specially. */
  envId: string;
  appId: string;
  /** `http://127.0.0.1:8701`; known once the server listens. */
  url: () => string;
  clock: Clock;
  /** Developer's log (stderr). Never sent to a client. */
  log: (line: string) => void;
}

export interface TriggerDefinition {
  name: string;
  type: string;
  /** Seven-field cron text for `timer`. */
  config: string;
}

/** One entry of `functions` in cloudbaserc.json, with its paths resolved. */
export interface FunctionDefinition {
  name: string;
  dir: string;
  /** `index.main` */
  handler: string;
  runtime: string;
  timeoutSeconds: number;
  memoryMb: number;
  envVariables: Record<string, string>;
  triggers: TriggerDefinition[];
  /** `permissions.openapi` of the function's own config.json. */
  openapi: string[];
}

export interface FunctionsOptions {
  environment: EnvironmentInfo;
  functions: FunctionDefinition[];
  /** platform/functions.json; absent means `{"*":{"invoke":"auth != null"}}`. */
  invokeRules?: Record<string, { invoke: boolean | string }>;
}

export interface StorageOptions {
  environment: EnvironmentInfo;
  /** Folder for the bytes; `:memory:` keeps nothing. */
  dir: string;
  rules?: { read: boolean | string; write: boolean | string };
}

export interface WechatOptions {
  environment: EnvironmentInfo;
  /** config.json permissions of a function; null: no such function. */
  permissionsOf: (functionName: string) => string[] | null;
}

/** A client's watch is judged like a read, presets included. */
export interface WatchAccess {
  check(request: AccessRequest): Verdict;
  presetFilter(collection: string, caller: ClientCaller | null): Filter | null;
}

export interface RealtimeOptions {
  environment: EnvironmentInfo;
  store: Store;
  access: WatchAccess;
  /** Who a signStr of `auth.wsWebSign` stands for; throws CloudError. */
  callerOf: (signStr: string) => ClientCaller | null;
  /** Wire text of a value in the js-sdk dialect and back. */
  decode: (value: unknown) => unknown;
  encode: (value: unknown) => unknown;
  /** False for a person whom a fault has taken offline. */
  reachable: (caller: ClientCaller | null) => boolean;
  /** `watchEnabled` and whatever else the realtime engineer adds. */
  switches: () => Record<string, unknown>;
}


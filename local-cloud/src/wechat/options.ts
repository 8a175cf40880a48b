import type { ClientCaller, InvocationSource } from '../kernel/caller';
import type { Clock } from '../kernel/clock';
import type { OpenapiReply } from '../kernel/services';
import type { Driver } from '../store/driver';
import { WECHAT_SWITCHES } from './switch-table';

/** Where the switches of WeChat's doubles stand. */
export type WechatSwitches = {
  -readonly [Name in keyof typeof WECHAT_SWITCHES]: PositionOf<
    (typeof WECHAT_SWITCHES)[Name]
  >;
};

type PositionOf<Entry> = Entry extends {
  positions: readonly (infer Position)[];
}
  ? Position
  : number;

export const DEFAULT_WECHAT_SWITCHES: Readonly<WechatSwitches> =
  Object.fromEntries(
    Object.entries(WECHAT_SWITCHES).map(([name, one]) => [name, one.default])
  ) as WechatSwitches;

/** Runs a function, as `Functions.invoke` does. */
export type Invoke = (request: {
  name: string;
  event: unknown;
  caller: ClientCaller | null;
  source: InvocationSource;
}) => Promise<unknown>;

export interface WechatOptions {
  clock: Clock;
  /** The mini-program's id, written into codes. */
  appId?: string;
  /** `permissions.openapi` of a function's config.json; null: no function. */
  permissionsOf: (functionName: string) => readonly string[] | null;
  /** Where the memory of the doubles is; a new one in RAM when absent. */
  driver?: Driver;
  /** Folder with wechat-doubles.json and the mini-program's app.json. */
  project?: string | null;
  /** Starts the function that a message is pushed to. */
  invoke?: Invoke;
  switches?: () => WechatSwitches;
  /** Developer's log. */
  log?: (line: string) => void;
}

/** What an API of WeChat answers. */
export type ApiReply = OpenapiReply;

export type ApiParams = Record<string, unknown>;

export type Api = (params: ApiParams) => ApiReply | Promise<ApiReply>;

/** What the doubles share. */
export interface Surroundings {
  clock: Clock;
  appId: string;
  switches: () => WechatSwitches;
  log: (line: string) => void;
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

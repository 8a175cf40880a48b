import type { Clock } from '../kernel/clock';

export interface WechatOptions {
  clock: Clock;
  /** The mini-program's id, written into codes. */
  appId?: string;
  /** `permissions.openapi` of a function's config.json; null: no function. */
  permissionsOf: (functionName: string) => readonly string[] | null;
  /** Data folder that keeps the ledger of consents; null keeps nothing. */
  dir?: string | null;
  /** Developer's log. */
  log?: (line: string) => void;
}

/** What an API of WeChat answers. */
export type ApiReply =
  { json: Record<string, unknown> } | { contentType: string; body: Buffer };

export type ApiParams = Record<string, unknown>;

/**
 * The part of `wx.cloud` that the product uses, by its own names and shapes.
 * The phone passes `wx.cloud`; a browser and Node pass a bridge that looks
 * the same. Promises only, no callbacks.
 */
export interface CloudPort {
  callFunction(request: {
    name: string;
    data: unknown;
  }): Promise<{ result?: unknown }>;
  database(): CloudDatabase;
}

export interface CloudDatabase {
  command: CloudCommand;
  collection(name: string): CloudCollection;
}

/** What a command method answers; only the database looks inside. */
export type Condition = object;

export interface CloudCommand {
  gt(value: number): Condition;
  lt(value: number): Condition;
  in(values: readonly string[]): Condition;
  neq(value: string): Condition;
}

export type WhereClause = Readonly<Record<string, string | number | Condition>>;

export interface CloudQuery {
  where(clause: WhereClause): CloudQuery;
  orderBy(field: string, direction: 'asc' | 'desc'): CloudQuery;
  limit(count: number): CloudQuery;
  get(): Promise<{ data: unknown[] }>;
  update(options: {
    data: Record<string, unknown>;
  }): Promise<{ stats: { updated: number } }>;
  watch(options: WatchHandlers): CloudWatcher;
}

export interface CloudCollection extends CloudQuery {
  add(options: {
    data: Record<string, unknown>;
  }): Promise<{ _id: string | number }>;
}

export interface WatchHandlers {
  onChange(snapshot: WatchSnapshot): void;
  onError(error: unknown): void;
}

export interface WatchSnapshot {
  /** 'init' on the first one. */
  type?: string;
  docs: unknown[];
  docChanges: WatchChange[];
}

export interface WatchChange {
  /** 'init', 'enqueue', 'update' or 'dequeue' from the query's result. */
  queueType: string;
  dataType: string;
  docId: string;
  doc?: unknown;
}

export interface CloudWatcher {
  close(): unknown;
}

import { toCloudError } from './cloud-errors';
import type { SdkApp, SdkDatabase, SdkQuery } from './sdk-types';
import { runAs } from './session';
import type { Session } from './session';
import { openWatch } from './watch';
import type { WatchHandlers } from './watch';

/** A phone reads at most 20 documents at once, and 20 when it does not say. */
const READ_LIMIT = 20;

interface WithData {
  data: Record<string, unknown>;
}

/** `wx.cloud.database()` over js-sdk's. */
export function createDatabase(app: SdkApp, session: Session) {
  let db: SdkDatabase | undefined;
  const sdk = (): SdkDatabase => (db ??= app.database());
  return {
    get command() {
      return sdk().command;
    },
    get RegExp() {
      return sdk().RegExp;
    },
    get Geo() {
      return sdk().Geo;
    },
    serverDate: (options?: { offset?: number }) => sdk().serverDate(options),
    collection: (name: string) =>
      new WxCollection(sdk().collection(name), session),
  };
}

class WxQuery {
  constructor(
    protected readonly query: SdkQuery,
    protected readonly session: Session,
    private readonly count_ = READ_LIMIT,
    private readonly watched = query
  ) {}

  where(condition: object): WxQuery {
    return this.with((query) => query.where(condition));
  }

  orderBy(field: string, direction: string): WxQuery {
    return this.with((query) => query.orderBy(field, direction));
  }

  skip(count: number): WxQuery {
    return this.with((query) => query.skip(count));
  }

  field(projection: object): WxQuery {
    return this.with((query) => query.field(projection));
  }

  /** A watch may have up to 200, a read never more than 20. */
  limit(count: number): WxQuery {
    const watched = this.watched.limit(count);
    return new WxQuery(this.query, this.session, count, watched);
  }

  async get(): Promise<{ data: unknown[]; errMsg: string }> {
    const limit = Math.min(this.count_, READ_LIMIT);
    const { data } = await runAs<{ data: unknown[] }>(
      this.session,
      'collection.get',
      () => this.query.limit(limit).get()
    );
    return { data, errMsg: 'collection.get:ok' };
  }

  async count(): Promise<{ total: number; errMsg: string }> {
    const { total } = await runAs<{ total: number }>(
      this.session,
      'collection.count',
      () => this.query.count()
    );
    return { total, errMsg: 'collection.count:ok' };
  }

  async update({ data }: WithData) {
    const { updated = 0 } = await runAs<{ updated?: number }>(
      this.session,
      'collection.update',
      () => this.query.update(data)
    );
    return { stats: { updated }, errMsg: 'collection.update:ok' };
  }

  async remove() {
    const { deleted = 0 } = await runAs<{ deleted?: number }>(
      this.session,
      'collection.remove',
      () => this.query.remove()
    );
    return { stats: { removed: deleted }, errMsg: 'collection.remove:ok' };
  }

  watch(handlers: WatchHandlers): { close(): Promise<void> } {
    return openWatch(this.watched, this.session, handlers);
  }

  private with(change: (query: SdkQuery) => SdkQuery): WxQuery {
    return new WxQuery(
      change(this.query),
      this.session,
      this.count_,
      change(this.watched)
    );
  }
}

class WxCollection extends WxQuery {
  constructor(query: SdkQuery, session: Session) {
    super(query, session);
  }

  doc(id: string | number): WxDocument {
    return new WxDocument(this.query.doc(id), this.session, id);
  }

  async add({ data }: WithData) {
    const answer = await runAs<{ id?: string; _id?: string }>(
      this.session,
      'collection.add',
      () => this.query.add(data)
    );
    return { _id: answer.id ?? answer._id ?? '', errMsg: 'collection.add:ok' };
  }
}

class WxDocument {
  constructor(
    private readonly query: SdkQuery,
    private readonly session: Session,
    private readonly id: string | number
  ) {}

  async get(): Promise<{ data: unknown; errMsg: string }> {
    const answer = await this.run<{ data: unknown }>('document.get', () =>
      this.query.get()
    );
    const data = Array.isArray(answer.data) ? answer.data[0] : answer.data;
    if (data === undefined || data === null) {
      const message = `cannot find document with _id ${this.id}`;
      throw toCloudError('document.get', { code: '', message });
    }
    return { data, errMsg: 'document.get:ok' };
  }

  async update({ data }: WithData) {
    const { updated = 0 } = await this.run<{ updated?: number }>(
      'document.update',
      () => this.query.update(data)
    );
    return { stats: { updated }, errMsg: 'document.update:ok' };
  }

  async set({ data }: WithData) {
    const answer = await this.run<{ updated?: number; upsertedId?: unknown }>(
      'document.set',
      () => this.query.set(data)
    );
    const created = answer.upsertedId ? 1 : 0;
    const stats = { created, updated: answer.updated ?? 0 };
    return { _id: this.id, stats, errMsg: 'document.set:ok' };
  }

  async remove() {
    const { deleted = 0 } = await this.run<{ deleted?: number }>(
      'document.remove',
      () => this.query.remove()
    );
    return { stats: { removed: deleted }, errMsg: 'document.remove:ok' };
  }

  watch(handlers: WatchHandlers): { close(): Promise<void> } {
    return openWatch(this.query, this.session, handlers);
  }

  private run<T>(api: string, operation: () => Promise<unknown>): Promise<T> {
    return runAs<T>(this.session, api, operation);
  }
}

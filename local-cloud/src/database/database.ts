import type { Caller, ClientCaller } from '../kernel/caller';
import type { Clock } from '../kernel/clock';
import type { AccessRequest, Rules } from '../kernel/rules';
import { CloudError } from '../kernel/errors';
import type {
  Asker,
  Doc,
  Filter,
  FindSpec,
  Store,
  UpdateResult,
  UpdateSpec,
} from '../kernel/store';
import { fillPlaceholders } from '../rules';
import { checkClientPipeline } from './client-pipeline';
import { checkClientDocument, checkClientUpdate } from './client-writes';
import { checkCollectionName, collectionExists } from './collection-names';
import type { Counters } from './counters';
import { effectiveLimit } from './limits';

export interface DatabaseParts {
  store: Store;
  rules: Rules;
  clock: Clock;
  counters: Counters;
  log: (line: string) => void;
}

/** Where a request comes from and what it belongs to. */
export interface Origin {
  /** null: nobody is signed in. */
  caller: Caller | null;
  transaction?: string;
}

/**
 * The database as callers meet it. A server caller may do all; a client's
 * request is judged by the security rules and is never rewritten, save for
 * the filters that presets add.
 */
export class PermittedDatabase {
  constructor(private readonly parts: DatabaseParts) {}

  async find(
    from: Origin,
    spec: FindSpec & { byId?: boolean }
  ): Promise<{ docs: Doc[]; limit: number; offset: number }> {
    const filter = this.permit(from, 'read', spec);
    const limit = effectiveLimit(from.caller, spec.limit);
    const docs = await this.parts.store.find(
      { ...spec, ...askerOf(from.caller), filter, limit },
      from.transaction
    );
    this.parts.counters.add('reads', from.caller);
    this.parts.counters.add('documents', from.caller, docs.length);
    return { docs, limit, offset: spec.skip ?? 0 };
  }

  async count(
    from: Origin,
    spec: { collection: string; filter: Filter }
  ): Promise<number> {
    const filter = this.permit(from, 'read', spec);
    const total = await this.parts.store.count(
      spec.collection,
      filter,
      askerOf(from.caller)
    );
    this.parts.counters.add('reads', from.caller);
    return total;
  }

  async aggregate(
    from: Origin,
    collection: string,
    pipeline: Filter[]
  ): Promise<unknown[]> {
    this.parts.counters.add('reads', from.caller);
    if (from.caller?.kind === 'server') {
      return this.parts.store.aggregate(collection, pipeline);
    }
    const first = checkClientPipeline(pipeline);
    const filter = this.permit(from, 'read', { collection, filter: first });
    const rest = pipeline[0]?.$match ? pipeline.slice(1) : pipeline;
    return this.parts.store.aggregate(
      collection,
      [{ $match: filter }, ...rest],
      askerOf(from.caller)
    );
  }

  async insert(
    from: Origin,
    collection: string,
    docs: Record<string, unknown>[]
  ): Promise<string[]> {
    this.exists(collection);
    const { caller } = from;
    const ready =
      caller?.kind === 'server'
        ? docs
        : docs.map((doc) => this.permitCreate(caller, collection, doc));
    this.parts.counters.add('writes', caller, docs.length);
    return this.parts.store.insert(collection, ready, from.transaction);
  }

  async update(
    from: Origin,
    spec: UpdateSpec & { byId?: boolean }
  ): Promise<UpdateResult> {
    const { caller } = from;
    const isServer = caller?.kind === 'server';
    if (!isServer) checkClientUpdate(spec);
    const filter = this.permit(from, 'update', spec);
    const own = isServer ? null : ownerOf(caller);
    const result = await this.parts.store.update(
      {
        ...spec,
        ...askerOf(caller),
        filter,
        ...(!isServer && { preserve: ['_openid'] }),
        ...(own && { onInsert: { _openid: own } }),
      },
      from.transaction
    );
    this.parts.counters.add('writes', caller);
    return result;
  }

  async remove(
    from: Origin,
    spec: {
      collection: string;
      filter: Filter;
      multi?: boolean;
      byId?: boolean;
    }
  ): Promise<number> {
    const filter = this.permit(from, 'delete', spec);
    this.parts.counters.add('writes', from.caller);
    return this.parts.store.remove(
      { ...spec, ...askerOf(from.caller), filter },
      from.transaction
    );
  }

  /**
   * Only server callers make collections.
   * @throws CloudError INVALID_PARAM, DATABASE_COLLECTION_ALREADY_EXIST
   */
  async createCollection(from: Origin, name: string): Promise<void> {
    if (from.caller?.kind !== 'server') throw denied();
    checkCollectionName(name);
    if (this.parts.store.hasCollection(name)) throw collectionExists(name);
    await this.parts.store.createCollection(name);
  }

  async begin(): Promise<string> {
    return this.parts.store.begin();
  }

  async commit(transaction: string): Promise<void> {
    await this.parts.store.commit(transaction);
  }

  async abort(transaction: string): Promise<void> {
    await this.parts.store.abort(transaction);
  }

  /** The filter to run: the client's own, placeholders filled in. */
  private permit(
    from: Origin,
    operation: 'read' | 'update' | 'delete',
    spec: {
      collection: string;
      filter: Filter;
      byId?: boolean;
    } & Partial<UpdateSpec>
  ): Filter {
    this.exists(spec.collection);
    const { caller } = from;
    if (caller?.kind === 'server') return spec.filter;
    const filter = fillPlaceholders(spec.filter, caller);
    this.judge({
      collection: spec.collection,
      operation,
      caller,
      filter,
      byId: spec.byId,
      update: spec.update,
      replace: spec.replace,
      upsert: spec.upsert,
      now: this.parts.clock.now(),
    });
    const preset = this.parts.rules.presetFilter(
      spec.collection,
      operation,
      caller
    );
    return preset ? { $and: [filter, preset] } : filter;
  }

  private permitCreate(
    caller: ClientCaller | null,
    collection: string,
    data: Record<string, unknown>
  ): Record<string, unknown> {
    checkClientDocument(data);
    this.judge({
      collection,
      operation: 'create',
      caller,
      data,
      now: this.parts.clock.now(),
    });
    const owner = ownerOf(caller);
    return owner ? { ...data, _openid: owner } : data;
  }

  private judge(request: AccessRequest): void {
    const verdict = this.parts.rules.check(request);
    if (verdict.allowed) {
      this.parts.counters.add('ruleReads', request.caller, verdict.reads);
      return;
    }
    const { reason, hint } = verdict;
    this.parts.log(`denied ${reason}${hint ? ` (${hint})` : ''}`);
    throw denied(reason);
  }

  private exists(collection: string): void {
    if (this.parts.store.hasCollection(collection)) return;
    throw new CloudError(
      'DATABASE_COLLECTION_NOT_EXIST',
      `Db or Table not exist: ${collection}`
    );
  }
}

const denied = (detail?: string): CloudError =>
  new CloudError('DATABASE_PERMISSION_DENIED', 'Permission denied', detail);

/** Clients have less time, and each of them turns of its own. */
const askerOf = (caller: Caller | null): Asker =>
  caller?.kind === 'server'
    ? {}
    : { untrusted: true, party: `client ${ownerOf(caller) ?? ''}` };

const ownerOf = (caller: ClientCaller | null): string | null =>
  caller?.openid || caller?.uid || null;

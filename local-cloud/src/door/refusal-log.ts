import type { Clock } from '../kernel/clock';
import type { AccessRequest, Operation, Rules } from '../kernel/rules';
import { kindOf, type CallerKind } from '../database/limits';
import { encodeEjson } from '../values/encode';
import { identityOf, type Identity } from './identities';

/** What a client asked, as `POST rules/try` takes it. Nothing stored. */
export interface TriedRequest {
  as: Identity | null;
  collection: string;
  operation: Operation;
  query?: unknown;
  byId?: boolean;
  data?: unknown;
  update?: unknown;
  replace?: boolean;
  upsert?: boolean;
}

/** A request that the security rules denied. */
export interface Refusal {
  /** The cloud's time in milliseconds. */
  at: number;
  via: 'database' | 'watch';
  collection: string;
  operation: Operation;
  caller: CallerKind;
  reason: string;
  hint?: string;
  /** null where what was sent is too large to be kept. */
  request: TriedRequest | null;
}

const KEPT = 200;
const MOST_KEPT_CHARS = 16_384;

/** The last requests that the rules denied, for a developer to see why. */
export class RefusalLog {
  private refusals: Refusal[] = [];

  constructor(private readonly clock: Clock) {}

  /** The same rules; what they deny is noted as coming through `via`. */
  observe(rules: Rules, via: Refusal['via']): Rules {
    return {
      ...rules,
      check: (request) => {
        const verdict = rules.check(request);
        if (!verdict.allowed) this.note(request, verdict, via);
        return verdict;
      },
    };
  }

  /** Newest last, at most 200. */
  read(): Refusal[] {
    return [...this.refusals];
  }

  clear(): void {
    this.refusals = [];
  }

  private note(
    request: AccessRequest,
    { reason, hint }: { reason: string; hint?: string },
    via: Refusal['via']
  ): void {
    const { collection, operation, caller } = request;
    const asked = triedRequest(request);
    const fits = JSON.stringify(asked).length <= MOST_KEPT_CHARS;
    this.refusals.push({
      at: this.clock.now(),
      via,
      collection,
      operation,
      caller: kindOf(caller),
      reason,
      ...(hint && { hint }),
      request: fits ? asked : null,
    });
    if (this.refusals.length > KEPT) this.refusals.shift();
  }
}

function triedRequest(request: AccessRequest): TriedRequest {
  const { collection, operation, caller, filter, data, update } = request;
  return {
    as: identityOf(caller),
    collection,
    operation,
    ...(filter && { query: readable(filter) }),
    ...(request.byId && { byId: true }),
    ...(data && { data: readable(data) }),
    ...(update && { update: readable(update) }),
    ...(request.replace && { replace: true }),
    ...(request.upsert && { upsert: true }),
  };
}

/** A pattern has a place in a query and none in a stored value. */
function readable(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(encodeEjson(value), (_, item: unknown) =>
      item instanceof RegExp
        ? { $regularExpression: { pattern: item.source, options: item.flags } }
        : item
    )
  );
}

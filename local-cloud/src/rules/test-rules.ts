import type { ClientCaller } from '../kernel/caller';
import type {
  AccessRequest,
  RuleJson,
  RuleSwitches,
  Verdict,
} from '../kernel/rules';
import type { Doc, Filter, Update } from '../kernel/store';
import { createRules } from './index';

/** One position of every switch, with some of them moved. */
export function anySwitches(moved: Partial<RuleSwitches> = {}): RuleSwitches {
  return {
    equality: 'strict',
    evaluation: 'short-circuit',
    missingProperty: 'error',
    everyRuleFieldInQuery: false,
    byDocumentId: 'strict',
    docInCreate: 'data',
    openidOfWebCaller: 'absent',
    loginTypeOfTicket: 'CUSTOM',
    ...moved,
  };
}

export const phone: ClientCaller = { kind: 'client', openid: 'me' };
export const web: ClientCaller = {
  kind: 'client',
  uid: 'web-me',
  loginType: 'CUSTOM',
  customUserId: 'ticket',
};

export interface Trial {
  rule: RuleJson;
  switches?: Partial<RuleSwitches>;
  caller?: ClientCaller | null;
  documents?: Record<string, Record<string, unknown>>;
}

/** Rules of one collection `c`, and what they say to each operation. */
export function trial({ rule, switches, caller, documents = {} }: Trial) {
  const rules = createRules({
    switches: () => anySwitches(switches),
    getDocument(collection, id) {
      const found = documents[`${collection}.${id}`];
      return found ? ({ _id: id, ...found } as Doc) : null;
    },
  });
  rules.set('c', rule);
  const check = (rest: Omit<AccessRequest, 'collection' | 'caller' | 'now'>) =>
    rules.check({
      collection: 'c',
      caller: caller === undefined ? phone : caller,
      now: 1_000,
      ...rest,
    });
  return {
    rules,
    read: (filter: Filter) => check({ operation: 'read', filter }),
    readById: (id: string) =>
      check({ operation: 'read', filter: { _id: id }, byId: true }),
    remove: (filter: Filter) => check({ operation: 'delete', filter }),
    create: (data: Record<string, unknown>) =>
      check({ operation: 'create', data }),
    update: (
      filter: Filter,
      update: Update,
      more: { replace?: boolean; upsert?: boolean; byId?: boolean } = {}
    ) => check({ operation: 'update', filter, update, ...more }),
  };
}

export const allowed = (verdict: Verdict): boolean => verdict.allowed;
export const reasonOf = (verdict: Verdict): string =>
  verdict.allowed ? 'allowed' : verdict.reason;

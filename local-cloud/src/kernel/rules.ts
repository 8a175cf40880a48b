import type { ClientCaller } from './caller';
import type { Doc, Filter, Update } from './store';

export type Operation = 'read' | 'create' | 'update' | 'delete';
export type Preset = 'READONLY' | 'PRIVATE' | 'ADMINWRITE' | 'ADMINONLY';
/** The JSON of one collection's rule, or the name of a preset. */
export type RuleJson =
  Preset | Partial<Record<Operation | 'write', boolean | string>>;

/** Positions of behaviour that no document of the platform settles. */
export interface RuleSwitches {
  /** `==` between unlike types: strict (===) or loose (null == undefined). */
  equality: 'strict' | 'loose';
  /** Whether `&&` and `||` stop early or evaluate both sides. */
  evaluation: 'short-circuit' | 'eager';
  /** Reading a property of nothing: an error (deny) or undefined. */
  missingProperty: 'error' | 'undefined';
  /** What `get()` of a missing document yields; undefined when absent. */
  missingDocument?: 'undefined' | 'null';
  /** Whether every `doc` field of an `||` rule must stand in the query. */
  everyRuleFieldInQuery: boolean;
  /** doc(id): judged by the query alone, or the document is read first. */
  byDocumentId: 'strict' | 'read-then-check';
  /** What `doc` is in a create rule. */
  docInCreate: 'data' | 'undefined';
  /** What `auth.openid` is for a web caller. */
  openidOfWebCaller: 'absent' | 'empty';
  /** `auth.loginType` under auth v2 for a custom ticket. */
  loginTypeOfTicket: 'CUSTOM' | 'absent';
}

export interface AccessRequest {
  collection: string;
  operation: Operation;
  /** null: nobody is signed in. */
  caller: ClientCaller | null;
  /** The client's filter, decoded; for read, update and delete. */
  filter?: Filter;
  /** True where the client used doc(id): filter is exactly {_id}. */
  byId?: boolean;
  /** Each document of a create, before `_openid` is added. */
  data?: Record<string, unknown>;
  /** The operators of an update, or the document of a replacement. */
  update?: Update;
  replace?: boolean;
  upsert?: boolean;
  now: number;
}

export type Verdict =
  | { allowed: true; reads: number }
  | {
      allowed: false;
      /** Which part of the rule was not proven, for console and log. */
      reason: string;
      /** What the query would have to contain. */
      hint?: string;
    };

/** Rules of all collections. A collection without a rule is ADMINONLY. */
export interface Rules {
  /** Throws a CloudError naming the mistake when the text is not a rule. */
  set(collection: string, rule: RuleJson): void;
  get(collection: string): RuleJson;
  check(request: AccessRequest): Verdict;
  /** Presets filter silently; the condition to add, or null. */
  presetFilter(
    collection: string,
    operation: Operation,
    caller: ClientCaller | null
  ): Filter | null;
}

export interface RulesOptions {
  switches: () => RuleSwitches;
  /** Reads a committed document with the rights of the system. */
  getDocument: (collection: string, id: string) => Doc | null;
}

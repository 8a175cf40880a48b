import type { ClientCaller } from '../kernel/caller';
import type { RuleSwitches, RulesOptions } from '../kernel/rules';
import type { Doc } from '../kernel/store';
import type { Branch } from './constraints';
import type { WrittenData } from './written-data';

export const MAX_DOCUMENTS = 10;

/** The rule cannot be evaluated here: the platform would answer "denied". */
export class RuleFailure extends Error {
  constructor(
    message: string,
    readonly hint?: string
  ) {
    super(message);
  }
}

/** A field whose value is not known, only what the query says about it. */
export class DocField {
  constructor(
    readonly path: string[],
    readonly branch: Branch
  ) {}

  get name(): string {
    return this.path.join('.');
  }

  get constraints() {
    return this.branch.get(this.name) ?? [];
  }
}

/** A place in `request.data` of an update. */
export class DataField {
  constructor(
    readonly path: string[],
    readonly data: WrittenData
  ) {}
}

/** Everything a rule can look at while it is evaluated. */
export interface Scene {
  switches: RuleSwitches;
  now: number;
  auth: Record<string, string> | null;
  /** DocField of an empty path where the query stands for the document. */
  doc: unknown;
  /** DataField of an empty path in an update. */
  data: unknown;
  readDocument: (collection: string, id: string) => Doc | undefined;
}

/** `auth` as a rule sees it; null when nobody is signed in. */
export function authOf(
  caller: ClientCaller | null,
  switches: RuleSwitches
): Record<string, string> | null {
  if (!caller) return null;
  const { openid, uid, loginType } = caller;
  const auth: Record<string, string> = {};
  if (openid !== undefined) auth.openid = openid;
  else if (switches.openidOfWebCaller === 'empty') auth.openid = '';
  if (uid !== undefined) auth.uid = uid;
  const hidden =
    loginType === 'CUSTOM' && switches.loginTypeOfTicket === 'absent';
  if (loginType !== undefined && !hidden) auth.loginType = loginType;
  return auth;
}

/** Counts the documents that `get()` reads and stops at the limit. */
export function documentReader(getDocument: RulesOptions['getDocument']) {
  const seen = new Map<string, Doc | undefined>();
  return {
    count: () => seen.size,
    read(collection: string, id: string): Doc | undefined {
      const key = `${collection}.${id}`;
      if (!seen.has(key)) {
        if (seen.size >= MAX_DOCUMENTS) {
          throw new RuleFailure(
            `get() of more than ${MAX_DOCUMENTS} documents`
          );
        }
        seen.set(key, getDocument(collection, id) ?? undefined);
      }
      return seen.get(key);
    },
  };
}

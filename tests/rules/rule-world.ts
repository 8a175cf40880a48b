import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { ClientCaller } from '../../local-cloud/src/kernel/caller';
import type {
  AccessRequest,
  RuleJson,
  RuleSwitches,
  Verdict,
} from '../../local-cloud/src/kernel/rules';
import type { Doc } from '../../local-cloud/src/kernel/store';
import { createRules } from '../../local-cloud/src/rules';

const FOLDER = path.resolve(import.meta.dirname, '../../database-rules');
export const NOW = 1_800_000_000_000;

export type RuleText = Record<string, boolean | string>;

/** The product's own rule files, as they are deployed. */
export const RULES: Readonly<Record<string, RuleText>> = Object.fromEntries(
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => [
      path.basename(file, '.json'),
      JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as RuleText,
    ])
);

/** People by name. A customer has one identity, an agent two. */
export const people = {
  li: { kind: 'client', openid: 'o-li' },
  wang: { kind: 'client', openid: 'o-wang' },
  visitor: { kind: 'client', uid: 'u-visitor', loginType: 'ANONYMOUS' },
  chen: { kind: 'client', openid: 'o-chen' },
  chenOnWeb: {
    kind: 'client',
    uid: 'u-chen',
    loginType: 'CUSTOM',
    customUserId: 'chen-1',
  },
  zhou: { kind: 'client', openid: 'o-zhou' },
  zhouOnWeb: {
    kind: 'client',
    uid: 'u-zhou',
    loginType: 'CUSTOM',
    customUserId: 'zhou-1',
  },
  muted: { kind: 'client', openid: 'o-muted' },
  stranger: { kind: 'client', openid: 'o-stranger' },
} as const satisfies Record<string, ClientCaller>;
export type Person = keyof typeof people;

/** The conversations of li and of the visitor, both with chen. */
export const LI = 'c0li0000000000000000';
export const VISIT = 'c0visit0000000000000';
/** Wang's conversation with zhou. */
export const WANG = 'c0wang00000000000000';

const SEATS: Record<string, Record<string, string>> = {
  'o-li': { [LI]: 'o-li' },
  'o-wang': { [WANG]: 'o-wang' },
  'u-visitor': { [VISIT]: 'u-visitor' },
  'o-chen': { [LI]: 'o-li', [VISIT]: 'u-visitor' },
  'u-chen': { [LI]: 'o-li', [VISIT]: 'u-visitor' },
  // He had li's conversation until it was handed to chen.
  'o-zhou': { [WANG]: 'o-wang' },
  'u-zhou': { [WANG]: 'o-wang' },
  'o-muted': {},
  // Written at deployment, for evaluators that look at both branches.
  undefined: {},
  null: {},
};

/** What is stored of wang, for a platform that reads before it judges. */
const ofWang = {
  customer: 'o-wang',
  agentOpenid: 'o-zhou',
  agentUid: 'u-zhou',
};
const DOCUMENTS: Record<string, Doc> = {
  [`conversations/${WANG}`]: { _id: WANG, ...ofWang },
  [`cursors/${WANG}.c`]: { _id: `${WANG}.c`, side: 'customer', ...ofWang },
};

export type Position = RuleSwitches;

function either<T>(...values: T[]): readonly T[] {
  return values;
}

/** Every position in which the platform may stand. */
export const POSITIONS: readonly Position[] = either('strict', 'loose')
  .flatMap((equality) =>
    either('short-circuit', 'eager').map((evaluation) => ({
      equality,
      evaluation,
    }))
  )
  .flatMap((some) =>
    either('error', 'undefined').map((missingProperty) => ({
      ...some,
      missingProperty,
    }))
  )
  .flatMap((some) =>
    either(false, true).map((everyRuleFieldInQuery) => ({
      ...some,
      everyRuleFieldInQuery,
    }))
  )
  .flatMap((some) =>
    either('absent', 'empty').map((openidOfWebCaller) => ({
      ...some,
      openidOfWebCaller,
    }))
  )
  .flatMap((some) =>
    either('strict', 'read-then-check').map((byDocumentId) => ({
      ...some,
      byDocumentId,
    }))
  )
  .flatMap((some) =>
    either('data', 'undefined').map(
      (docInCreate) =>
        ({ ...some, docInCreate, loginTypeOfTicket: 'CUSTOM' }) as Position
    )
  );

export const USUAL: Position = {
  equality: 'strict',
  evaluation: 'short-circuit',
  missingProperty: 'error',
  everyRuleFieldInQuery: false,
  byDocumentId: 'strict',
  docInCreate: 'undefined',
  openidOfWebCaller: 'absent',
  loginTypeOfTicket: 'CUSTOM',
};

export interface Attempt extends Omit<
  AccessRequest,
  'caller' | 'now' | 'collection'
> {
  who: Person | null;
  in: string;
}

function stored(collection: string, id: string): Doc | null {
  if (collection !== 'seats') return DOCUMENTS[`${collection}/${id}`] ?? null;
  return SEATS[id] ? { _id: id, open: SEATS[id] } : null;
}

/** What the rules say to an attempt; `rule` stands for the deployed one. */
export function judge(
  { who, in: collection, ...rest }: Attempt,
  position: Position,
  rule: RuleText = RULES[collection]!
): Verdict {
  const rules = createRules({
    switches: () => position,
    getDocument: stored,
  });
  rules.set(collection, rule as RuleJson);
  return rules.check({
    ...rest,
    collection,
    caller: who ? people[who] : null,
    now: NOW,
  });
}

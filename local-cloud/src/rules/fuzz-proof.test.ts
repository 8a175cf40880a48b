import { describe, expect, it } from 'vitest';
import type { RuleSwitches } from '../kernel/rules';
import type { Filter } from '../kernel/store';
import { compileFilter } from '../query/filter';
import {
  anyDocument,
  anyFilter,
  anyRule,
  holds,
  seededChoice,
  textOf,
  type Choice,
  type RuleTree,
} from './fuzz-world';
import { MAX_GETS } from './rule-text';
import { trial } from './test-rules';

/** More rounds from another seed: FUZZ_SEED=7 FUZZ_ROUNDS=1000000. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 20261121);
const ROUNDS = Number(process.env['FUZZ_ROUNDS'] ?? 12_000);
const DATABASE_SIZE = 60;

function anyPosition({ pick }: Choice): Partial<RuleSwitches> {
  return {
    equality: pick(['strict', 'loose']),
    evaluation: pick(['short-circuit', 'eager']),
    missingProperty: pick(['error', 'undefined']),
    everyRuleFieldInQuery: pick([true, false, false]),
  };
}

const OTHERS = { 'g.x': { k: 1 }, 'g.y': { k: 2 }, 'g.1': { k: 1 } };

interface Round {
  rule: RuleTree;
  filter: Filter;
  switches: Partial<RuleSwitches>;
  documents: Record<string, unknown>[];
}

function* rounds(): Generator<Round> {
  const choice = seededChoice(SEED);
  for (let at = 0; at < ROUNDS; at += 1) {
    const rule = anyRule(choice, 2);
    if (textOf(rule).split('get(').length > 1 + MAX_GETS) continue;
    yield {
      rule,
      filter: anyFilter(choice, 2),
      switches: anyPosition(choice),
      documents: Array.from({ length: DATABASE_SIZE }, () =>
        anyDocument(choice)
      ),
    };
  }
}

function judge({ rule, filter, switches }: Round): boolean {
  const one = trial({
    rule: { read: textOf(rule) },
    switches,
    documents: OTHERS,
  });
  return one.read(filter).allowed;
}

describe('proofs against brute force', () => {
  it('[RULE-35] an allowed query never returns what violates the rule', () => {
    const wrong: string[] = [];
    let allowedQueries = 0;
    let returned = 0;
    let violators = 0;
    for (const round of rounds()) {
      const fits = (document: Record<string, unknown>) =>
        holds(round.rule, document, round.switches, OTHERS);
      violators += round.documents.filter((one) => !fits(one)).length;
      if (!judge(round)) continue;
      allowedQueries += 1;
      const query = compileFilter(round.filter);
      for (const document of round.documents) {
        if (!query.test(document)) continue;
        returned += 1;
        if (!fits(document)) wrong.push(describeWrong(round, document));
      }
    }
    expect(wrong.slice(0, 3)).toEqual([]);
    expect(allowedQueries).toBeGreaterThan(ROUNDS / 50);
    expect(returned).toBeGreaterThan(ROUNDS / 10);
    expect(violators).toBeGreaterThan(ROUNDS);
  });
});

function describeWrong(round: Round, document: unknown): string {
  const { filter, switches } = round;
  return JSON.stringify({
    rule: textOf(round.rule),
    filter,
    switches,
    document,
  });
}

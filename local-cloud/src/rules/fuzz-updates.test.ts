import { describe, expect, it } from 'vitest';
import type { Doc, Update } from '../kernel/store';
import { applyUpdate, hasOperators } from '../query/update';
import { seededChoice, type Choice } from './fuzz-world';
import { trial } from './test-rules';

const SEED = Number(process.env['FUZZ_SEED'] ?? 20261121);
const ROUNDS = Number(process.env['FUZZ_ROUNDS'] ?? 20_000);
const OWNER = 'me';
const VALUES = ['x', 'y', 1, 2, null, true, { k: 1 }, ['x'], ['x', 'y']];
const PATHS = ['a', 'b', 'b.k', 'b.0', 'c', '_openid', '_id', 'a.b.c', ''];
const OPERATORS = [
  ...['$set', '$set', '$set', '$unset', '$inc', '$mul', '$min', '$max'],
  ...['$push', '$pull', '$addToSet', '$pop', '$rename', '$setOnInsert'],
  ...['$bit', '$currentDate', '$where', '$merge'],
];

/** What a rule says about `request.data.b`, and what that has to mean. */
const DEMANDS: Record<string, (before: Doc, after: Doc) => boolean> = {
  "request.data.b == 'x'": (_, after) => after.b === 'x',
  'request.data.b in [1, 2]': (_, after) => after.b === 1 || after.b === 2,
  'request.data.b > 0': (_, after) =>
    typeof after.b === 'number' && after.b > 0,
  'request.data.b == undefined': (before, after) =>
    JSON.stringify(before.b) === JSON.stringify(after.b),
  "request.data.b != 'x'": (before, after) =>
    after.b !== 'x' || before.b === 'x',
  'request.data.b.k == 1': (_, after) =>
    (after.b as { k?: unknown } | null)?.k === 1,
};

function anyUpdate({ below, pick }: Choice): Update {
  const update: Update = {};
  for (let n = 1 + below(3); n > 0; n -= 1) {
    if (below(4) === 0) {
      update[pick(PATHS)] = pick(VALUES);
      continue;
    }
    const operator = pick(OPERATORS);
    const operand = operator === '$rename' ? pick(PATHS) : pick(VALUES);
    const more = update[operator] as object | undefined;
    update[operator] = { ...more, [pick(PATHS)]: operand };
  }
  return update;
}

function anyDocument({ pick }: Choice): Doc {
  // Each field a copy of its own, as in every document that was parsed.
  const [a, b, c] = [1, 2, 3].map(() => structuredClone(pick(VALUES)));
  return { _id: 'one', _openid: OWNER, a, b, c };
}

/** The document afterwards, or null where the database refuses. */
function written(before: Doc, update: Update): Doc | null {
  const operators = hasOperators(update) ? update : { $set: update };
  try {
    return applyUpdate(structuredClone(before), operators);
  } catch {
    return null;
  }
}

describe('allowed updates against the engine that runs them', () => {
  it('[RULE-67] no allowed update moves a document to another owner or past what the rule demands', () => {
    const choice = seededChoice(SEED);
    const wrong: unknown[] = [];
    let applied = 0;
    for (let at = 0; at < ROUNDS; at += 1) {
      const demand = choice.pick(Object.keys(DEMANDS));
      const rule = { update: `doc._openid == auth.openid && ${demand}` };
      const update = anyUpdate(choice);
      const verdict = trial({ rule }).update({ _openid: OWNER }, update);
      if (!verdict.allowed) continue;
      const before = anyDocument(choice);
      const after = written(before, update);
      if (!after) continue;
      applied += 1;
      const kept = after._id === 'one' && after._openid === OWNER;
      const meant = DEMANDS[demand]?.(before, after);
      if (!kept || !meant) wrong.push({ demand, update, before, after });
    }
    expect(wrong.slice(0, 3)).toEqual([]);
    expect(applied).toBeGreaterThan(ROUNDS / 60);
  });
});

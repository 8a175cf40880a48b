import { describe, expect, test } from 'vitest';
import { COLLECTIONS } from '../../domain/values/collections';
import type { Deletion } from './attack';
import { ATTACKS } from './attacks';
import { legitimateWishes, messageOf } from './legitimate';
import {
  judge,
  LI,
  people,
  POSITIONS,
  RULES,
  USUAL,
  type Person,
  type Position,
  type RuleText,
} from './rule-world';

const OPEN = ['messages', 'conversations', 'cursors', 'seats', 'presence'];

/** The rule without the words that stop an attack. */
function without(rule: RuleText, { key, text, instead }: Deletion): RuleText {
  if (text === undefined) return { ...rule, [key]: instead ?? true };
  const whole = String(rule[key]);
  expect(whole).toContain(text);
  return { ...rule, [key]: whole.replaceAll(text, String(instead ?? '')) };
}

/**
 * An evaluator that looks at both sides asks for the seat of an openid that a
 * web caller does not have. There the function serves (conversation.send).
 */
function functionServes(who: Person | null, position: Position): boolean {
  return (
    who !== null &&
    'uid' in people[who] &&
    position.evaluation === 'eager' &&
    position.openidOfWebCaller === 'empty'
  );
}

describe('what the clients really ask is allowed', () => {
  test('[R-MSG-0] in every position of the platform', async () => {
    const wishes = await legitimateWishes();
    const refused = wishes.flatMap(({ title, attempt }) =>
      POSITIONS.filter((position) => {
        if (judge(attempt, position).allowed) return false;
        return !(
          attempt.operation === 'create' &&
          functionServes(attempt.who, position)
        );
      }).map((position) => `${title}: ${JSON.stringify(position)}`)
    );
    expect(wishes).toHaveLength(48);
    expect(refused).toEqual([]);
  });

  test('[R-MSG-0] the only exception is a web caller with an empty openid, and only to speak', async () => {
    const speaking = (await legitimateWishes()).filter(
      ({ attempt }) => attempt.operation === 'create'
    );
    const served = speaking.flatMap(({ title, attempt }) =>
      POSITIONS.filter((position) => !judge(attempt, position).allowed).map(
        () => title
      )
    );
    expect(new Set(served)).toEqual(
      new Set(['visitor speaks', 'chenOnWeb speaks'])
    );
  });

  test('[R-PRES-1] staff on the web watch presence', () => {
    const watch = {
      who: 'chenOnWeb',
      in: 'presence',
      operation: 'read',
      filter: {},
    } as const;
    for (const position of POSITIONS) {
      expect(judge(watch, position).allowed).toBe(true);
    }
    const hidden = { ...USUAL, loginTypeOfTicket: 'absent' } as const;
    expect(judge(watch, hidden).allowed).toBe(false);
  });
});

describe.each(ATTACKS)('[$id] $title', ({ attempt, clause, where }) => {
  test('is refused in every position', () => {
    const granted = POSITIONS.filter(
      (position) => judge(attempt, position).allowed
    );
    expect(granted).toEqual([]);
  });

  test('would succeed if the one clause that stops it were deleted', () => {
    const rule = without(RULES[attempt.in]!, clause);
    const position = { ...USUAL, ...where };
    expect(judge(attempt, position, rule)).toMatchObject({ allowed: true });
  });
});

describe('what no rule can stop', () => {
  test('[R-CUR-3] null passes for untouched where nothing equals nothing, and only in one’s own cursor', () => {
    const put = (customer: string) =>
      ({
        who: 'li',
        in: 'cursors',
        operation: 'update',
        filter: {
          _id: `${LI}.c`,
          side: 'customer',
          customer,
          agentOpenid: { $ne: '~' },
          agentUid: { $ne: '~' },
        },
        update: { $set: { agentOpenid: null } },
      }) as const;
    for (const position of POSITIONS) {
      const loose = position.equality === 'loose';
      expect(judge(put('o-li'), position).allowed).toBe(loose);
      expect(judge(put('o-wang'), position).allowed).toBe(false);
    }
  });
});

describe('what no rule grants', () => {
  test('[R-ALL-1] nobody who is not signed in reads or writes anything', () => {
    const attempts = COLLECTIONS.flatMap((name) => [
      { who: null, in: name, operation: 'read', filter: {} } as const,
      { who: null, in: name, operation: 'create', data: { a: 1 } } as const,
    ]);
    const granted = attempts.filter((attempt) =>
      POSITIONS.some((position) => judge(attempt, position).allowed)
    );
    expect(granted).toEqual([]);
  });

  test('[R-ALL-2] every other collection is closed to every client', () => {
    const closed = COLLECTIONS.filter((name) => !OPEN.includes(name));
    for (const name of closed) {
      expect(RULES[name]).toEqual({ read: false, write: false });
    }
    expect(Object.keys(RULES).sort()).toEqual([...COLLECTIONS].sort());
  });

  test('[R-ALL-3] operators, flags and spoofed owners do not widen a write', () => {
    const own = { _id: `${LI}.c`, side: 'customer', customer: 'o-li' };
    const base = { who: 'li', in: 'cursors', operation: 'update' } as const;
    const attempts = [
      { ...base, filter: own, update: { $rename: { readSeq: 'customer' } } },
      { ...base, filter: own, update: { $set: { 'customer.x': 1 } } },
      { ...base, filter: own, update: { $unset: { customer: '' } } },
      { ...base, filter: own, update: { readSeq: 1 }, replace: true },
      { ...base, filter: own, update: { $set: { a: 1 } }, upsert: true },
      { ...base, filter: own, update: { $set: { _openid: 'o-wang' } } },
      { ...base, filter: { _id: own._id }, update: { $set: { a: 1 } } },
      {
        who: 'li',
        in: 'messages',
        operation: 'create',
        data: { ...messageOf('o-li', LI, 'o-li'), _openid: 'o-wang' },
      } as const,
      {
        who: 'li',
        in: 'messages',
        operation: 'read',
        filter: { customer: 'o-li', $where: 'true' },
      } as const,
      {
        who: 'li',
        in: 'messages',
        operation: 'read',
        filter: { customer: { $regex: '^o-' } },
      } as const,
    ];
    const granted = attempts.filter((attempt) =>
      POSITIONS.some((position) => judge(attempt, position).allowed)
    );
    expect(granted).toEqual([]);
  });

  test('[R-ALL-4] each expression fits the limits of the platform', () => {
    const expressions = Object.values(RULES).flatMap((rule) =>
      Object.values(rule).filter((text) => typeof text === 'string')
    );
    for (const text of expressions) {
      expect(text.length).toBeLessThanOrEqual(1024);
      expect(text.split('get(').length - 1).toBeLessThanOrEqual(3);
    }
  });
});

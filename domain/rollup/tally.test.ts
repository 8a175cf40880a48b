import { describe, expect, it } from 'vitest';
import type { Case } from '../conversation/case';
import type { Conversation } from '../conversation/schema';
import type { SenderType } from '../values/states';
import { dayAt } from './day';
import { addNumbers, figuresOf, noNumbers } from './numbers';
import type { Numbers } from './schema';
import {
  codeKey,
  hourKey,
  tallyCustomer,
  teamKey,
  type Tally,
  type Timeline,
} from './tally';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const day = dayAt('Asia/Shanghai', '2026-11-20');
const nine = day.from + 9 * HOUR;
const terms = { day, now: day.to + 30 * HOUR, reopenMs: 24 * HOUR };

type Said = [at: number, by: SenderType, seq?: number];

function timeline(
  said: Said[],
  conversation: Partial<Conversation> = {},
  kept: Partial<Case> = {},
  pushes: Timeline['pushes'] = []
): Timeline {
  return {
    conversation: {
      staffId: 'a',
      state: 'active',
      createdAt: said[0]?.[0] ?? nine,
      closedAt: null,
      rating: null,
      ...conversation,
    } as Conversation,
    case: {
      held: [{ staffId: 'a', at: 0 }],
      ratings: [],
      resolved: null,
      converted: null,
      reopened: 0,
      ...kept,
    } as unknown as Case,
    messages: said.map(([at, senderType, seq], index) => ({
      at,
      senderType,
      seq: seq ?? index + 1,
      kind: seq === undefined ? 'text' : 'note',
    })),
    pushes,
  };
}

function tallied(...timelines: Timeline[]): Tally {
  const tally: Tally = {};
  tallyCustomer(tally, timelines, terms);
  return tally;
}

const closed = { state: 'closed', closedAt: nine + HOUR } as const;

describe('the numbers of a day', () => {
  it('[A-K01] take the first reply from the first message to the first answer', () => {
    const { all, a } = tallied(
      timeline([
        [nine, 'customer'],
        [nine + MINUTE, 'customer'],
        [nine + 4 * MINUTE, 'agent'],
        [nine + 5 * MINUTE, 'customer'],
        [nine + 6 * MINUTE, 'agent'],
      ])
    );
    expect(all?.firstReply).toEqual({ ms: 4 * MINUTE, count: 1 });
    expect(a?.firstReply).toEqual(all?.firstReply);
  });

  it('[A-K02] [F010b] average over every answer, not over every message', () => {
    const { all = noNumbers() } = tallied(
      timeline([
        [nine, 'customer'],
        [nine + 4 * MINUTE, 'agent'],
        [nine + 5 * MINUTE, 'agent'],
        [nine + 6 * MINUTE, 'customer'],
        [nine + 8 * MINUTE, 'agent'],
      ])
    );
    expect(all.agentMessages).toBe(3);
    expect(figuresOf(all).replyMs).toBe(3 * MINUTE);
  });

  it('take no note and no line of the system for an answer', () => {
    const { all } = tallied(
      timeline([
        [nine, 'customer'],
        [nine + MINUTE, 'agent', 1.001],
        [nine + 2 * MINUTE, 'system', 1.002],
      ])
    );
    expect(all).toMatchObject({ agentMessages: 0, handled: 0 });
    expect(all?.reply.count).toBe(0);
  });

  it('count an answer on its own day, from the day before', () => {
    const { all } = tallied(
      timeline([
        [day.from - HOUR, 'customer'],
        [day.from + HOUR, 'agent'],
      ])
    );
    expect(all).toMatchObject({ customerMessages: 0, begun: 0, customers: 0 });
    expect(all?.firstReply).toEqual({ ms: 2 * HOUR, count: 1 });
  });

  it('[F010a] count a customer of several conversations once', () => {
    const { all, a, b } = tallied(
      timeline([[nine, 'customer']]),
      timeline(
        [[nine + HOUR, 'customer']],
        { staffId: 'b' },
        {
          held: [{ staffId: 'b', at: 0 }],
        }
      )
    );
    expect(all).toMatchObject({ customers: 1, begun: 2 });
    expect([a?.customers, b?.customers]).toEqual([1, 1]);
  });

  it('[B-94] give each answer to whoever had the conversation then', () => {
    const held = [
      { staffId: 'a', at: nine },
      { staffId: 'b', at: nine + HOUR },
    ];
    const { a, b } = tallied(
      timeline(
        [
          [nine, 'customer'],
          [nine + MINUTE, 'agent'],
          [nine + 2 * HOUR, 'agent'],
        ],
        { staffId: 'b' },
        { held }
      )
    );
    expect([a?.agentMessages, b?.agentMessages]).toEqual([1, 1]);
    expect([a?.begun, b?.begun]).toEqual([1, 0]);
  });

  it('[A-K03] [A-K10] [F010c] average the scores and keep how they spread', () => {
    const rated = (score: number) =>
      timeline([[nine, 'customer']], {
        ...closed,
        rating: { score, resolved: true },
      });
    const { all = noNumbers() } = tallied(rated(5), rated(4), rated(2));
    expect(all.scores).toEqual([0, 1, 0, 1, 1]);
    expect(figuresOf(all).score).toBeCloseTo(11 / 3);
    expect(figuresOf(all).satisfied).toBeCloseTo(2 / 3);
  });

  it('[A-K04] count as solved at once what was solved and not reopened', () => {
    const ended = (kept: Partial<Case>) =>
      timeline([[nine, 'customer']], closed, kept);
    const { all = noNumbers() } = tallied(
      ended({ resolved: true }),
      ended({ resolved: true, reopened: 1 }),
      ended({ resolved: false }),
      ended({ resolved: null })
    );
    expect(all).toMatchObject({ closed: 4, contacts: 3, solvedInOne: 1 });
    expect(figuresOf(all).solvedInOne).toBeCloseTo(1 / 3);
  });

  it('[F010d] [A-K10] divide deals by conversations that ended', () => {
    const ended = (converted: boolean | null) =>
      timeline([[nine, 'customer']], closed, { converted });
    const { all = noNumbers() } = tallied(
      ended(true),
      ended(false),
      ended(null)
    );
    expect(figuresOf(all).conversion).toBeCloseTo(1 / 3);
  });

  it('[A-K05] [X4] divide accepted by attempted, the gap beside it', () => {
    const statuses = [
      'sent',
      'sent',
      'failed',
      'skipped:no_credit',
      'skipped:watching',
    ] as const;
    const pushes = statuses.map((status, at) => ({
      createdAt: nine,
      staffId: 'a',
      status,
      clickedAt: at === 0 ? nine + MINUTE : null,
    }));
    const { all = noNumbers(), a } = tallied(
      timeline([[nine, 'customer']], {}, {}, pushes)
    );
    expect(a?.pushes).toEqual(all.pushes);
    expect(all.pushes).toEqual({
      wanted: 5,
      attempted: 3,
      accepted: 2,
      failed: 1,
      noCredit: 1,
      limited: 0,
      skipped: 1,
      clicked: 1,
    });
    expect(figuresOf(all).pushAccepted).toBeCloseTo(2 / 3);
    expect(figuresOf(all).pushGap).toBeCloseTo(1 / 5);
  });

  it('[A-K08] [A-K11] count conversations handled, by day and by active hour', () => {
    const answered = (at: number) =>
      timeline([
        [at, 'customer'],
        [at + MINUTE, 'agent'],
      ]);
    const { a = noNumbers() } = tallied(
      answered(nine),
      answered(nine + 2 * MINUTE),
      answered(nine + 3 * HOUR)
    );
    expect(a).toMatchObject({ handled: 3, activeHours: 2 });
    expect(figuresOf(a).handledPerHour).toBe(1.5);
  });
});

describe('a day by team, code and hour', () => {
  const teams = new Map([
    ['a', 'north'],
    ['b', 'north'],
  ]);
  const tally: Tally = {};
  tallyCustomer(
    tally,
    [
      {
        ...timeline([
          [nine, 'customer'],
          [nine + HOUR, 'agent'],
        ]),
        codeId: 'door',
      },
      timeline(
        [[nine + 2 * MINUTE, 'customer']],
        { staffId: 'b' },
        { held: [{ staffId: 'b', at: 0 }] }
      ),
    ],
    { ...terms, teams }
  );

  it('[A-P20] counts a customer of two members once for their team', () => {
    const north = tally[teamKey('north')];
    expect(north).toMatchObject({ customers: 1, begun: 2, agentMessages: 1 });
  });

  it('[F009b] counts for a code only what that code began', () => {
    const door = tally[codeKey('door')];
    expect(door).toMatchObject({ customers: 1, begun: 1, handled: 1 });
  });

  it('[F010b] counts an answer in the hour it was given', () => {
    const at = (hour: number) => tally[hourKey(hour, 'a')] ?? noNumbers();
    expect(at(9)).toMatchObject({ customerMessages: 1, agentMessages: 0 });
    expect(at(10)).toMatchObject({ customerMessages: 0, agentMessages: 1 });
    expect(figuresOf(at(10)).firstReplyMs).toBe(HOUR);
    expect(tally[hourKey(9, 'all')]?.begun).toBe(2);
  });
});

describe('several days', () => {
  it('[B-92] add up so that averages stay exact', () => {
    const one: Numbers = { ...noNumbers(), reply: { ms: 10, count: 1 } };
    const two: Numbers = { ...noNumbers(), reply: { ms: 50, count: 4 } };
    expect(figuresOf(addNumbers(one, two)).replyMs).toBe(12);
  });

  it('say nothing where there is nothing to divide by', () => {
    expect(Object.values(figuresOf(noNumbers()))).toEqual(
      Array.from({ length: 9 }, () => null)
    );
  });
});

import { describe, expect, it } from 'vitest';
import type { Filter } from '../kernel/store';
import { allowed, phone, reasonOf, trial } from './test-rules';

/** Rule, queries that are inside it, queries that are not. */
const PROOFS: [id: string, rule: string, inside: Filter[], out: Filter[]][] = [
  [
    'RULE-20',
    'doc.owner == auth.openid',
    [
      { owner: 'me' },
      { owner: { $eq: 'me' } },
      { owner: { $in: ['me'] } },
      { $and: [{ owner: 'me' }, { age: { $gt: 3 } }] },
      { owner: 'me', body: /x/ },
    ],
    [
      {},
      { owner: 'you' },
      { owner: { $in: ['me', 'you'] } },
      { owner: { $ne: 'you' } },
      { owner: null },
      { owner: { $gte: 'me', $lte: 'me' } },
      { owner: /^me$/ },
      { owner: { $regex: '^me$' } },
      { owner: { $exists: true } },
      { owner: { $not: { $ne: 'me' } } },
      { owner: { $elemMatch: { $eq: 'me' } } },
      { owner: ['me'] },
      { 'owner.x': 'me' },
    ],
  ],
  [
    'RULE-21',
    'doc.age > 10',
    [
      { age: 11 },
      { age: { $gt: 10 } },
      { age: { $gte: 11 } },
      { age: { $in: [11, 12] } },
      { age: { $gt: 20, $lt: 30 } },
    ],
    [
      { age: 10 },
      { age: { $gt: 8 } },
      { age: { $gte: 10 } },
      { age: { $gt: '11' } },
      { age: '11' },
      { age: { $lt: 30 } },
      { age: { $in: [10, 12] } },
      { age: { $gt: NaN } },
      { age: { $gt: Infinity } },
      { age: { $ne: 5 } },
      { age: { $gt: new Date(20) } },
    ],
  ],
  [
    'RULE-21',
    '10 >= doc.age',
    [{ age: { $lte: 10 } }, { age: { $lt: 10 } }, { age: 10 }],
    [{ age: { $lte: 11 } }, { age: { $gt: 3 } }],
  ],
  [
    'RULE-22',
    "doc.state != 'gone'",
    [
      { state: 'open' },
      { state: { $ne: 'gone' } },
      { state: { $nin: ['x', 'gone'] } },
      { state: { $in: ['a', 'b'] } },
    ],
    [{}, { state: 'gone' }, { state: { $ne: 'x' } }, { state: null }],
  ],
  [
    'RULE-22',
    'doc.n != 5',
    [{ n: { $gt: 5 } }, { n: { $lt: 5 } }, { n: 4 }],
    [{ n: { $gte: 5 } }, { n: { $lt: 9 } }],
  ],
  [
    'RULE-22',
    'doc.f != null',
    [{ f: 1 }, { f: { $ne: null } }, { f: { $gt: 0 } }],
    [{}, { f: { $ne: 1 } }, { f: null }, { f: { $exists: true } }],
  ],
  [
    'RULE-23',
    'doc.f == undefined || doc.f == null',
    [],
    [{}, { f: null }, { f: { $exists: false } }, { f: { $eq: null } }],
  ],
  [
    'RULE-24',
    "doc.s in ['a', 'b']",
    [{ s: 'a' }, { s: { $in: ['b', 'a'] } }],
    [{ s: { $in: ['a', 'c'] } }, { s: { $nin: ['c'] } }, {}],
  ],
  [
    'RULE-24',
    "!(doc.s in ['a', 'b'])",
    [{ s: 'c' }, { s: { $nin: ['b', 'a', 'z'] } }, { s: { $in: ['x', 'y'] } }],
    [{ s: 'a' }, { s: { $ne: 'a' } }, { s: { $nin: ['a'] } }, {}],
  ],
  [
    'RULE-25',
    'auth.openid in doc.members || doc.teacher == auth.openid',
    [{ members: 'me' }, { teacher: 'me' }],
    [{ members: 'you' }, { members: { $elemMatch: { $eq: 'me' } } }, {}],
  ],
  [
    'RULE-26',
    'doc.published == true || doc.author == auth.openid',
    [
      { published: true },
      { author: 'me' },
      { $or: [{ published: true }, { author: 'me' }] },
      { author: 'me', $or: [{ x: 1 }, { y: 2 }] },
    ],
    [
      {},
      { $or: [{ published: true }, { author: 'you' }] },
      { $or: [{ author: 'me' }, {}] },
      { $or: [] },
      { $and: [] },
      { $or: { author: 'me' } },
      { published: { $ne: false } },
    ],
  ],
  [
    'RULE-26',
    'doc.a == 1 || doc.a == 2',
    [{ a: { $in: [1, 2] } }, { a: 1 }],
    [{ a: { $in: [1, 2, 3] } }],
  ],
  [
    'RULE-27',
    'doc.owner == auth.openid',
    [],
    [
      { owner: 'me', $where: 'true' },
      { owner: 'me', $nor: [{ x: 1 }] },
      { owner: 'me', $expr: { $eq: [1, 1] } },
      { owner: 'me', $comment: 'hello' },
      { owner: 'me', $text: { $search: 'x' } },
      { owner: 'me', $jsonSchema: {} },
      { owner: { $eq: 'me', or: 1 } },
      { owner: 'me', 'a..b': 1 },
      JSON.parse('{"owner": "me", "__proto__": {"x": 1}}') as Filter,
      { owner: 'me', constructor: 1 } as Filter,
      { owner: 'me', x: { prototype: 1 } },
    ],
  ],
  [
    'RULE-28',
    "doc.a.b == 'x'",
    [{ 'a.b': 'x' }, { a: { b: 'x' } }, { a: { b: 'x', c: 1 } }],
    [{ a: { c: 'x' } }, { a: 'x' }, { b: 'x' }],
  ],
  [
    'RULE-28',
    "doc.roles[auth.openid] === 'owner'",
    [{ 'roles.me': 'owner' }],
    [{ 'roles.you': 'owner' }, { roles: 'owner' }],
  ],
  [
    'RULE-29',
    'doc.low == doc.high',
    [{ low: 1, high: 1 }],
    [{ low: 1, high: 2 }, { low: 1 }, { low: { $in: [1, 2] }, high: 1 }],
  ],
];

for (const [at, [id, read, inside, outside]] of PROOFS.entries()) {
  describe(`[${id}] proof ${at + 1}: ${read}`, () => {
    const one = trial({ rule: { read, delete: read } });
    const show = (value: unknown) =>
      JSON.stringify(value, (_key, item: unknown) =>
        item instanceof RegExp || Number.isNaN(item) || item === Infinity
          ? String(item)
          : item
      );
    for (const [n, filter] of inside.entries()) {
      it(`allows query ${n + 1} ${show(filter)}`, () => {
        expect(reasonOf(one.read(filter))).toBe('allowed');
        expect(reasonOf(one.remove(filter))).toBe('allowed');
      });
    }
    for (const [n, filter] of outside.entries()) {
      it(`refuses query ${n + 1} ${show(filter)}`, () => {
        expect(allowed(one.read(filter))).toBe(false);
        expect(allowed(one.remove(filter))).toBe(false);
      });
    }
  });
}

describe('the limits of a query', () => {
  const one = trial({ rule: { read: 'doc.a == 1 || doc.a == 2' } });
  const eitherOr = { $or: [{ a: 1 }, { a: 2 }] };

  it('[RULE-30] takes 64 alternatives and refuses 65', () => {
    const of = (n: number) => ({ $or: Array(n).fill({ a: 1 }) as Filter[] });
    expect(allowed(one.read(of(64)))).toBe(true);
    expect(reasonOf(one.read(of(65)))).toContain('more than 64 alternatives');
    const squared = { $and: Array(7).fill(eitherOr) as Filter[] };
    expect(reasonOf(one.read(squared))).toContain('more than 64');
  });

  it('[RULE-30] refuses a query nested without end', () => {
    let filter: Filter = { a: 1 };
    for (let i = 0; i < 40; i += 1) filter = { $and: [filter] };
    expect(reasonOf(one.read(filter))).toContain('nested too deep');
  });

  it('[RULE-30] proves a long $in by inclusion where it cannot be split', () => {
    const values = Array.from({ length: 80 }, (_, i) => i + 1);
    const list = trial({ rule: { read: 'doc.a > 0' } });
    expect(allowed(list.read({ a: { $in: values } }))).toBe(true);
    expect(allowed(list.read({ a: { $in: [...values, 0] } }))).toBe(false);
    expect(allowed(one.read({ a: { $in: values } }))).toBe(false);
    const same = trial({ rule: { read: 'doc.a == 1' } });
    expect(allowed(same.read({ a: { $in: values } }))).toBe(false);
  });
});

describe('rules without doc', () => {
  it('[RULE-31] have nothing to prove, so any query and doc(id) may pass', () => {
    const one = trial({ rule: { read: 'auth != null' } });
    expect(allowed(one.read({}))).toBe(true);
    expect(allowed(one.readById('x'))).toBe(true);
    const nobody = trial({ rule: { read: 'auth != null' }, caller: null });
    expect(allowed(nobody.read({}))).toBe(false);
  });

  it('[RULE-32] a boolean decides alone; what is absent is false', () => {
    const open = trial({ rule: { read: true } });
    expect(allowed(open.read({ $nor: [{ a: 1 }] }))).toBe(true);
    expect(allowed(open.remove({}))).toBe(false);
    expect(allowed(trial({ rule: {} }).read({}))).toBe(false);
    const writer = trial({ rule: { write: true, update: false } });
    expect(allowed(writer.create({ a: 1 }))).toBe(true);
    expect(allowed(writer.update({}, { $set: { a: 1 } }))).toBe(false);
    expect(allowed(open.rules.check({ ...nobodyReads }))).toBe(false);
  });

  it('[RULE-32] a truthy value is no permission', () => {
    for (const read of ['1', "'yes'", 'auth', 'now', 'auth.openid']) {
      expect(allowed(trial({ rule: { read } }).read({}))).toBe(false);
    }
    expect(allowed(trial({ rule: { read: 'true' } }).read({}))).toBe(true);
  });
});

const nobodyReads = {
  collection: 'another',
  operation: 'read',
  caller: phone,
  filter: {},
  now: 0,
} as const;

describe('what a refusal says', () => {
  it('[RULE-33] which part was not proven, and what the query needs', () => {
    const read = 'auth != null && doc.owner == auth.openid';
    expect(trial({ rule: { read } }).read({ owner: 'you' })).toEqual({
      allowed: false,
      reason: 'c.read: not proven: doc.owner == auth.openid',
      hint: 'doc.owner == auth.openid',
    });
  });

  it('[RULE-33] names no value of the caller or of a document', () => {
    const read =
      "get(`database.s.${auth.openid}`).key == 'k' && doc.a == auth.openid";
    const one = trial({
      rule: { read },
      caller: { kind: 'client', openid: 'secret-openid' },
      documents: { 's.secret-openid': { key: 'secret-key' } },
    });
    expect(JSON.stringify(one.read({ a: 1 }))).not.toContain('secret');
  });
});

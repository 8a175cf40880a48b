import { describe, expect, it } from 'vitest';
import { allowed, reasonOf, trial, web } from './test-rules';

describe('create', () => {
  it('[RULE-50] is decided by the written data', () => {
    const one = trial({
      rule: { create: 'request.data.from == auth.openid && now >= 1000' },
    });
    expect(allowed(one.create({ from: 'me' }))).toBe(true);
    expect(allowed(one.create({ from: 'you' }))).toBe(false);
    expect(allowed(one.create({}))).toBe(false);
  });

  it('[RULE-51] sees the owner that the cloud adds, in doc', () => {
    const rule = { create: 'doc._openid == auth.openid' };
    expect(allowed(trial({ rule }).create({ a: 1 }))).toBe(true);
    const uid = { create: 'doc._openid == auth.uid' };
    expect(allowed(trial({ rule: uid, caller: web }).create({}))).toBe(true);
  });

  it.each([
    ['_openid of the caller', { _openid: 'me' }],
    ['_openid of another', { _openid: 'you' }],
    ['an id that is an object', { _id: { $gt: '' } }],
    ['an empty id', { _id: '' }],
    ['a command inside', { a: [{ b: { $inc: 1 } }] }],
    ['NaN', { a: { b: NaN } }],
    ['infinity', { a: [Infinity] }],
    ['a prototype key', JSON.parse('{"a":{"__proto__":{}}}') as object],
    ['constructor', { a: { constructor: 1 } }],
  ])('[RULE-52] never takes %s, even where all may create', (_name, data) => {
    const one = trial({ rule: { create: true } });
    expect(allowed(one.create({ a: 1 }))).toBe(true);
    expect(allowed(one.create(data as Record<string, unknown>))).toBe(false);
  });

  it('[RULE-53] refuses a dotted name beside a field the rule looks at', () => {
    const one = trial({ rule: { create: 'request.data.seq == 0' } });
    expect(allowed(one.create({ seq: 0, 'other.x': 1 }))).toBe(true);
    expect(allowed(one.create({ seq: 0, 'seq.x': 1 }))).toBe(false);
  });

  it('[RULE-54] compares sizes of numbers only', () => {
    const one = trial({ rule: { create: 'request.data.at <= now' } });
    expect(allowed(one.create({ at: 1000 }))).toBe(true);
    for (const at of [1001, '1', null, [1], new Date(1), true, undefined]) {
      expect(allowed(one.create({ at }))).toBe(false);
    }
  });
});

const keepsOwner =
  'doc.owner == auth.openid && request.data.owner == undefined';
const mine = { owner: 'me' };

describe('update', () => {
  const one = trial({ rule: { update: keepsOwner } });

  it('[RULE-60] proves the query and looks at what is written', () => {
    expect(allowed(one.update(mine, { $set: { text: 'x' } }))).toBe(true);
    expect(allowed(one.update(mine, { text: 'x' }))).toBe(true);
    expect(allowed(one.update(mine, { $inc: { n: 1 } }))).toBe(true);
    expect(allowed(one.update({}, { $set: { text: 'x' } }))).toBe(false);
    expect(allowed(one.update(mine, { $set: { owner: 'you' } }))).toBe(false);
    expect(allowed(one.update(mine, { owner: 'you' }))).toBe(false);
  });

  it.each([
    ['a child', { $set: { 'owner.x': 1 } }],
    ['removal', { $unset: { owner: '' } }],
    ['removal of a child', { $unset: { 'owner.x': '' } }],
    ['renaming away', { $rename: { owner: 'former' } }],
    ['renaming into it', { $rename: { other: 'owner' } }],
    ['$inc', { $inc: { owner: 1 } }],
    ['$push into a child', { $push: { 'owner.list': 1 } }],
    ['$min', { $min: { owner: 'a' } }],
    ['$setOnInsert', { $setOnInsert: { owner: 'you' } }],
    ['an unknown operator', { $replaceWith: { owner: 'you' } }],
    ['an operator that is no object', { $set: 'owner' }],
    ['the same field twice', { $set: { 'a.b': 1 }, $inc: { a: 1 } }],
    ['a field path with nothing in it', { $set: { 'a..b': 1 } }],
    ['a command as value', { $set: { a: { $gt: 1 } } }],
    ['a prototype key', JSON.parse('{"$set":{"__proto__":1}}') as object],
  ])('[RULE-61] cannot touch a watched field by %s', (_name, update) => {
    const verdict = one.update(mine, update as Record<string, unknown>);
    expect(allowed(verdict)).toBe(false);
  });

  it('[RULE-62] cannot replace a parent of a watched field', () => {
    const deep = trial({
      rule: { update: 'request.data.meta.owner == undefined' },
      switches: { missingProperty: 'undefined' },
    });
    expect(allowed(deep.update({}, { $set: { text: 1 } }))).toBe(true);
    expect(allowed(deep.update({}, { $set: { 'meta.x': 1 } }))).toBe(true);
    expect(allowed(deep.update({}, { $set: { meta: { x: 1 } } }))).toBe(false);
    expect(allowed(deep.update({}, { $unset: { meta: '' } }))).toBe(false);
  });

  it('[RULE-62] a touched field is not even different from something', () => {
    const update = "request.data.owner != 'you'";
    const differs = trial({ rule: { update } });
    expect(allowed(differs.update({}, { $set: { a: 1 } }))).toBe(true);
    expect(allowed(differs.update({}, { $set: { owner: 'x' } }))).toBe(true);
    expect(allowed(differs.update({}, { $unset: { owner: '' } }))).toBe(false);
    const absent = "!(request.data.owner in ['you'])";
    const notIn = trial({ rule: { update: absent } });
    expect(allowed(notIn.update({}, { $set: { a: 1 } }))).toBe(true);
    expect(allowed(notIn.update({}, { $unset: { owner: '' } }))).toBe(false);
  });

  it.each([
    ['_openid', { $set: { _openid: 'you' } }],
    ['a child of _openid', { $set: { '_openid.x': 1 } }],
    ['_openid by renaming', { $rename: { a: '_openid' } }],
    ['_id', { $set: { _id: 'x' } }],
    ['_openid without an operator', { _openid: 'you' }],
  ])('[RULE-63] never changes %s, even where all may write', (_n, update) => {
    const open = trial({ rule: { write: true } });
    expect(allowed(open.update({}, { $set: { a: 1 } }))).toBe(true);
    expect(allowed(open.update({}, update))).toBe(false);
  });

  it('[RULE-64] has doc.price from the query, as the platform says', () => {
    const update =
      'doc.price == request.data.price || request.data.price == undefined';
    const shop = trial({ rule: { update } });
    const filter = { price: 5 };
    expect(allowed(shop.update(filter, { $set: { price: 5 } }))).toBe(true);
    expect(allowed(shop.update(filter, { $set: { n: 5 } }))).toBe(true);
    expect(allowed(shop.update(filter, { $set: { price: 6 } }))).toBe(false);
    expect(allowed(shop.update({}, { $set: { price: 5 } }))).toBe(false);
  });
});

describe('replacing and upserting', () => {
  const replace = { replace: true };

  it('[RULE-65] a replacement is refused where request.data is looked at', () => {
    const one = trial({ rule: { update: keepsOwner } });
    expect(reasonOf(one.update(mine, { text: 'x' }, replace))).toContain(
      'replacing is refused'
    );
    const plain = trial({ rule: { update: 'doc.owner == auth.openid' } });
    expect(allowed(plain.update(mine, { text: 'x' }, replace))).toBe(true);
    expect(allowed(plain.update(mine, { _openid: 'me' }, replace))).toBe(false);
    expect(allowed(plain.update(mine, { _id: 'x' }, replace))).toBe(false);
  });

  it('[RULE-66] an upsert needs the create rule as well', () => {
    const by = { _id: 'x' };
    const upsert = { upsert: true };
    const both = trial({
      rule: { update: true, create: 'request.data.a == 1' },
    });
    expect(allowed(both.update(by, { $set: { a: 1 } }, upsert))).toBe(true);
    expect(allowed(both.update(by, { $set: { a: 2 } }, upsert))).toBe(false);
    expect(allowed(both.update(by, { $inc: { a: 1 } }, upsert))).toBe(false);
    expect(allowed(both.update({ b: 1 }, { $set: { a: 1 } }, upsert))).toBe(
      false
    );
    expect(allowed(both.update(by, { a: 1 }, { ...upsert, ...replace }))).toBe(
      true
    );
    const never = trial({ rule: { update: true, create: false } });
    expect(allowed(never.update(by, { $set: { a: 1 } }, upsert))).toBe(false);
    expect(allowed(never.update(by, { $set: { a: 1 } }))).toBe(true);
  });
});

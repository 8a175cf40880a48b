import { describe, expect, it } from 'vitest';
import type { RuleSwitches } from '../kernel/rules';
import { allowed, phone, trial, web } from './test-rules';

const positions = <K extends keyof RuleSwitches>(
  name: K,
  ...values: RuleSwitches[K][]
) => values.map((value) => ({ [name]: value }) as Partial<RuleSwitches>);

describe('positions that no document settles', () => {
  it('[RULE-70] equality of null and undefined, of 1 and "1"', () => {
    const [strict, loose] = positions('equality', 'strict', 'loose').map(
      (switches) => ({
        nothing: trial({
          rule: { create: 'request.data.x == null' },
          switches,
        }),
        number: trial({ rule: { create: "request.data.n == '1'" }, switches }),
        differs: trial({ rule: { create: "request.data.n != '1'" }, switches }),
      })
    );
    expect(allowed(strict!.nothing.create({}))).toBe(false);
    expect(allowed(loose!.nothing.create({}))).toBe(true);
    expect(allowed(strict!.number.create({ n: 1 }))).toBe(false);
    expect(allowed(loose!.number.create({ n: 1 }))).toBe(true);
    expect(allowed(strict!.differs.create({ n: 1 }))).toBe(true);
    expect(allowed(loose!.differs.create({ n: 1 }))).toBe(false);
  });

  it('[RULE-70] three signs are strict in both positions', () => {
    for (const switches of positions('equality', 'strict', 'loose')) {
      const rule = { create: 'request.data.x === null' };
      expect(allowed(trial({ rule, switches }).create({}))).toBe(false);
      expect(allowed(trial({ rule, switches }).create({ x: null }))).toBe(true);
    }
  });

  it('[RULE-71] "and", "or" stop early, or an error on either side denies', () => {
    const create =
      'auth.openid != null || get(`database.s.${auth.uid}`).open == 1';
    const [early, eager] = positions(
      'evaluation',
      'short-circuit',
      'eager'
    ).map((switches) => trial({ rule: { create }, switches }));
    expect(early!.create({})).toEqual({ allowed: true, reads: 0 });
    expect(allowed(eager!.create({}))).toBe(false);
    const documents = { 's.undefined': { open: 0 } };
    const switches = { evaluation: 'eager' as const };
    const seated = trial({ rule: { create }, switches, documents });
    expect(seated.create({})).toEqual({ allowed: true, reads: 1 });
  });

  it('[RULE-71] short-circuit never looks behind what was false', () => {
    const create = "auth.uid == 'x' && get('database.s.gone').open == 1";
    const rule = { create: `(${create}) || request.data.a == 1` };
    expect(allowed(trial({ rule }).create({ a: 1 }))).toBe(true);
  });

  it('[RULE-72] a property of nothing denies or is undefined', () => {
    const create = 'request.data.a.b == undefined';
    const [error, value] = positions(
      'missingProperty',
      'error',
      'undefined'
    ).map((switches) => trial({ rule: { create }, switches }));
    expect(allowed(error!.create({}))).toBe(false);
    expect(allowed(value!.create({}))).toBe(true);
    expect(allowed(error!.create({ a: {} }))).toBe(true);
  });

  it('[RULE-72] also below a field that the query leaves open', () => {
    const read = "doc.a.b == 'x' || doc.owner == auth.openid";
    const [error, value] = positions(
      'missingProperty',
      'error',
      'undefined'
    ).map((switches) => trial({ rule: { read }, switches }));
    expect(allowed(error!.read({ owner: 'me' }))).toBe(false);
    expect(allowed(value!.read({ owner: 'me' }))).toBe(true);
    expect(allowed(error!.read({ owner: 'me', 'a.c': 1 }))).toBe(true);
  });

  it('[RULE-73] every field of the rule in the query, or only those needed', () => {
    const read = 'doc.customer == auth.openid || doc.agent == auth.openid';
    const [needed, every] = positions('everyRuleFieldInQuery', false, true).map(
      (switches) => trial({ rule: { read }, switches })
    );
    expect(allowed(needed!.read({ customer: 'me' }))).toBe(true);
    expect(allowed(every!.read({ customer: 'me' }))).toBe(false);
    const both = { customer: 'me', agent: { $ne: '~' } };
    expect(allowed(every!.read(both))).toBe(true);
    const opaque = { customer: 'me', agent: { $exists: true } };
    expect(allowed(every!.read(opaque))).toBe(false);
  });

  it('[RULE-74] doc(id) by the query alone, or the document is read first', () => {
    const documents = { 'c.mine': { age: 12 }, 'c.other': { age: 8 } };
    const rule = { read: 'doc.age > 10', update: 'doc.age > 10' };
    const [strict, reading] = positions(
      'byDocumentId',
      'strict',
      'read-then-check'
    ).map((switches) => trial({ rule, switches, documents }));
    const set = { $set: { a: 1 } };
    const byId = { byId: true };
    expect(allowed(strict!.readById('mine'))).toBe(false);
    expect(reading!.readById('mine')).toEqual({ allowed: true, reads: 1 });
    expect(allowed(reading!.readById('other'))).toBe(false);
    expect(allowed(reading!.readById('gone'))).toBe(false);
    expect(allowed(strict!.update({ _id: 'mine' }, set, byId))).toBe(false);
    expect(reading!.update({ _id: 'mine' }, set, byId)).toEqual({
      allowed: true,
      reads: 1,
    });
    expect(allowed(reading!.read({ _id: 'mine' }))).toBe(false);
  });

  it('[RULE-74] doc(own id) is allowed in both where _id is the owner', () => {
    for (const switches of positions(
      'byDocumentId',
      'strict',
      'read-then-check'
    )) {
      const rule = { read: 'doc._id == auth.openid' };
      expect(allowed(trial({ rule, switches }).readById('me'))).toBe(true);
      expect(allowed(trial({ rule, switches }).readById('you'))).toBe(false);
    }
  });

  it('[RULE-75] doc in a create rule is the data, or nothing', () => {
    const rule = { create: "doc.a == 'x'" };
    const [data, nothing] = positions('docInCreate', 'data', 'undefined').map(
      (switches) => trial({ rule, switches })
    );
    expect(allowed(data!.create({ a: 'x' }))).toBe(true);
    expect(allowed(nothing!.create({ a: 'x' }))).toBe(false);
  });

  it('[RULE-76] a web caller has no openid, or an empty one', () => {
    const rule = { read: "auth.openid == ''" };
    const [absent, empty] = positions(
      'openidOfWebCaller',
      'absent',
      'empty'
    ).map((switches) => ({ rule, switches }));
    expect(allowed(trial({ ...absent!, caller: web }).read({}))).toBe(false);
    expect(allowed(trial({ ...empty!, caller: web }).read({}))).toBe(true);
    expect(allowed(trial({ ...empty!, caller: phone }).read({}))).toBe(false);
  });

  it('[RULE-77] a ticket shows as CUSTOM, or not at all; others always', () => {
    const custom = { read: "auth.loginType == 'CUSTOM'" };
    const [shown, hidden] = positions(
      'loginTypeOfTicket',
      'CUSTOM',
      'absent'
    ).map((switches) => ({ rule: custom, switches }));
    expect(allowed(trial({ ...shown!, caller: web }).read({}))).toBe(true);
    expect(allowed(trial({ ...hidden!, caller: web }).read({}))).toBe(false);
    expect(allowed(trial({ ...shown!, caller: phone }).read({}))).toBe(false);
    const rule = { read: "auth.loginType == 'ANONYMOUS'" };
    const visitor = { ...web, loginType: 'ANONYMOUS' as const };
    const one = trial({ rule, caller: visitor, switches: hidden!.switches });
    expect(allowed(one.read({}))).toBe(true);
  });

  it('[RULE-78] get() of a missing document is undefined, or null', () => {
    const rule = { read: "get('database.a.gone') == null" };
    const [missing, none] = positions(
      'missingDocument',
      'undefined',
      'null'
    ).map((switches) => trial({ rule, switches }));
    expect(allowed(missing!.read({}))).toBe(false);
    expect(allowed(none!.read({}))).toBe(true);
  });
});

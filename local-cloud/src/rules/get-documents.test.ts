import { describe, expect, it } from 'vitest';
import { allowed, reasonOf, trial } from './test-rules';

const staff = { 'staff.me': { role: 'agent' }, 'staff.you': { role: 'x' } };
const byRole = "get(`database.staff.${auth.openid}`).role == 'agent'";

describe('get()', () => {
  it('[RULE-40] reads with the rights of the system and counts it', () => {
    const one = trial({ rule: { read: byRole }, documents: staff });
    expect(one.read({})).toEqual({ allowed: true, reads: 1 });
    const gone = trial({ rule: { read: byRole } });
    expect(allowed(gone.read({}))).toBe(false);
  });

  it('[RULE-40] reads a document once however often it is named', () => {
    const read = `${byRole} && ${byRole}`;
    const one = trial({ rule: { read }, documents: staff });
    expect(one.read({})).toEqual({ allowed: true, reads: 1 });
  });

  const perDoc = 'get(`database.room.${doc._id}`).open == true';
  const rooms = (n: number) =>
    Object.fromEntries(
      Array.from({ length: n }, (_, i) => [`room.r${i}`, { open: true }])
    );
  const oneOf = (n: number) => ({
    $or: Array.from({ length: n }, (_, i) => ({ _id: `r${i}` })),
  });

  it('[RULE-41] needs a doc variable as one value in each alternative', () => {
    const one = trial({ rule: { read: perDoc }, documents: rooms(9) });
    expect(allowed(one.read({ _id: 'r1' }))).toBe(true);
    expect(allowed(one.read({ _id: { $in: ['r1'] } }))).toBe(true);
    expect(allowed(one.read({ _id: { $in: ['r1', 'r2'] } }))).toBe(false);
    expect(allowed(one.read({ _id: { $gt: 'r1' } }))).toBe(false);
    const without = one.read({});
    expect(without).toMatchObject({ hint: '_id: <one value>' });
    expect(one.read(oneOf(5))).toEqual({ allowed: true, reads: 5 });
  });

  it('[RULE-42] of at most ten documents', () => {
    const one = trial({ rule: { read: perDoc }, documents: rooms(12) });
    expect(one.read(oneOf(10))).toEqual({ allowed: true, reads: 10 });
    expect(reasonOf(one.read(oneOf(11)))).toContain('more than 10 documents');
  });

  it('[RULE-43] only by database.<collection>.<id>, without dots in the id', () => {
    for (const path of ["''", "'staff.me'", "'database.staff.a.b'", '5']) {
      const read = `get(${path}).role == 'agent'`;
      expect(reasonOf(trial({ rule: { read } }).read({}))).toContain(
        'get() needs database.<collection>.<id>'
      );
    }
  });

  it('[RULE-44] nested in another, and followed by a computed field', () => {
    const documents = {
      'a.me': { next: 'n', roles: { me: 1 } },
      'b.n': { open: true },
    };
    const nested =
      'get(`database.b.${get(`database.a.${auth.openid}`).next}`).open == true';
    const one = trial({ rule: { read: nested }, documents });
    expect(one.read({})).toEqual({ allowed: true, reads: 2 });
    const keyed = "get('database.a.' + auth.openid).roles[auth.openid] in [1]";
    expect(allowed(trial({ rule: { read: keyed }, documents }).read({}))).toBe(
      true
    );
  });

  it('[RULE-45] gives own fields only, never what an object inherits', () => {
    const read = "get('database.a.me')[doc.k] != undefined";
    const one = trial({ rule: { read }, documents: { 'a.me': { x: 1 } } });
    expect(allowed(one.read({ k: 'x' }))).toBe(true);
    for (const k of ['toString', 'hasOwnProperty', 'constructor', '__proto__'])
      expect(allowed(one.read({ k }))).toBe(false);
  });

  it('[RULE-46] only a backtick string fills in what stands in ${}', () => {
    const read = "get('database.staff.${auth.openid}').role == 'agent'";
    const one = trial({ rule: { read }, documents: staff });
    expect(allowed(one.read({}))).toBe(false);
  });
});

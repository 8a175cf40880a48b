import { describe, expect, it } from 'vitest';
import { CloudError } from '../kernel/errors';
import type { RuleJson } from '../kernel/rules';
import { createRules } from './index';
import { anySwitches } from './test-rules';

const rules = () =>
  createRules({ switches: () => anySwitches(), getDocument: () => null });
const load = (json: unknown) => () => rules().set('c', json as RuleJson);

describe('what is accepted as a rule', () => {
  it.each([
    "doc._openid == auth.openid && doc.age > 10 || request.data.x === 'a'",
    '!(doc.state in ["a", \'b\']) && doc.n >= -1.5',
    "get(`database.staff.${auth.openid}`).role == 'agent'",
    "get('database.staff.' + auth.uid).role in ['admin', 'lead']",
    "get('database.test.123')[auth.uid] in [1,2,3]",
    "doc.roles[auth.uid] === 'owner'",
    'get(`database.a.${get(`database.b.${auth.uid}`).id}`).open == true',
    'auth != null && now > 0 && true',
    'request.data.price == undefined || doc.price == request.data.price',
    'auth.openid in doc.members',
  ])('[RULE-1] %s', (write) => {
    expect(load({ write })).not.toThrow();
  });

  it('[RULE-2] counts 1024 characters and no more', () => {
    const text = "doc.a == ''";
    const exact = text.replace("''", `'${'x'.repeat(1024 - text.length)}'`);
    expect(exact).toHaveLength(1024);
    expect(load({ read: exact })).not.toThrow();
    expect(load({ read: `${exact} ` })).toThrow(/1025 characters/);
  });
});

describe('what is refused when it is loaded', () => {
  const get = (id: string) => `get(\`database.a.${id}\`).x == 1`;

  it.each([
    ['RULE-3', 'user.id == 1', "unknown name 'user' at position 1"],
    ['RULE-3', 'auth.name == 1', "unknown field 'auth.name'"],
    ['RULE-3', 'doc == 1', "'doc' needs a field"],
    ['RULE-3', "get('x', 'y') == 1", 'exactly one path'],
    ['RULE-3', 'request.x == 1', 'request.data.<field>'],
    ['RULE-3', 'request.data == 1', 'request.data.<field>'],
    ['RULE-3', 'now.x == 1', "'now' has no fields"],
    ['RULE-4', "has('a')", "unknown function 'has'"],
    ['RULE-4', 'doc.tags.includes(1)', 'methods cannot be called'],
    ['RULE-5', 'doc.a = 1', "unknown operator or character '=' at position 7"],
    ['RULE-5', '/a/ == doc.a', "unknown operator or character '/'"],
    ['RULE-5', 'doc.a ? true : false', "unknown operator or character '?'"],
    ['RULE-5', '!doc.a', "'!' is supported only as !(x in [...])"],
    ['RULE-5', '{a: 1} == doc.a', "unknown operator or character '{'"],
    ['RULE-5', 'doc.a - 1 == 2', "unexpected '-'"],
    ['RULE-6', '(doc.a == 1) == false', 'a comparison cannot be used'],
    ['RULE-6', "doc.a == 'x", 'a string is not closed'],
    ['RULE-6', 'doc.a == `x', 'a template string is not closed'],
    ['RULE-6', 'doc.a == `${doc.b', "'${' is not closed"],
    ['RULE-6', '(doc.a == 1', "')' expected instead of end of the rule"],
    ['RULE-6', 'doc.a == 1 doc', "unexpected 'doc' at position 12"],
    ['RULE-6', '  ', 'write is empty'],
    ['RULE-6', 'doc.a == 1x', 'a number is not written like this'],
    ['RULE-7', [1, 2, 3, 4].map(String).map(get).join('&&'), 'more than 3 get'],
    [
      'RULE-7',
      'get(get(get("database.a.b").c).d).e == 1',
      'nested 3 deep, at most 2',
    ],
  ])('[%s] %s', (_id, write, message) => {
    expect(load({ write })).toThrow(CloudError);
    expect(load({ write })).toThrow(message);
  });

  it('[RULE-3] request.data in a read or delete rule', () => {
    expect(load({ read: 'request.data.x == 1' })).toThrow(/does not exist/);
    expect(load({ delete: 'request.data.x == 1' })).toThrow(/does not exist/);
  });

  it('[RULE-8] keys and values that a rule does not have', () => {
    expect(load({ reed: true })).toThrow("unknown key 'reed'");
    expect(load({ read: 1 })).toThrow('neither a boolean nor an expression');
    expect(load('EVERYBODY')).toThrow("unknown preset 'EVERYBODY'");
    expect(load(null)).toThrow('a rule is an object');
  });

  it('[RULE-8] and keeps the rule that stood before', () => {
    const all = rules();
    all.set('c', 'PRIVATE');
    expect(() => all.set('c', { read: 'nonsense' })).toThrow(CloudError);
    expect(all.get('c')).toBe('PRIVATE');
  });
});

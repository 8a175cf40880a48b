import { describe, expect, it } from 'vitest';
import type { Preset } from '../kernel/rules';
import { allowed, phone, trial, web } from './test-rules';

const set = { $set: { a: 1 } };

describe('presets', () => {
  it.each<[Preset, read: boolean, write: boolean]>([
    ['READONLY', true, true],
    ['PRIVATE', true, true],
    ['ADMINWRITE', true, false],
    ['ADMINONLY', false, false],
  ])('[RULE-80] %s lets clients read %s and write %s', (rule, read, write) => {
    const one = trial({ rule });
    expect(allowed(one.read({}))).toBe(read);
    expect(allowed(one.create({ a: 1 }))).toBe(write);
    expect(allowed(one.update({}, set))).toBe(write);
    expect(allowed(one.remove({}))).toBe(write);
  });

  it('[RULE-81] nobody who is not signed in has something of his own', () => {
    const one = trial({ rule: 'PRIVATE', caller: null });
    expect(allowed(one.read({}))).toBe(false);
    expect(allowed(one.create({ a: 1 }))).toBe(false);
    const open = trial({ rule: 'READONLY', caller: null });
    expect(allowed(open.read({}))).toBe(true);
    expect(allowed(open.update({}, set))).toBe(false);
  });

  it('[RULE-82] filter silently to what is the caller’s own', () => {
    const { rules } = trial({ rule: 'PRIVATE' });
    expect(rules.presetFilter('c', 'read', phone)).toEqual({ _openid: 'me' });
    expect(rules.presetFilter('c', 'delete', web)).toEqual({
      _openid: 'web-me',
    });
    expect(rules.presetFilter('c', 'read', null)).toEqual({
      _id: { $in: [] },
    });
    expect(rules.presetFilter('c', 'create', phone)).toBeNull();
    rules.set('c', 'READONLY');
    expect(rules.presetFilter('c', 'read', phone)).toBeNull();
    expect(rules.presetFilter('c', 'update', phone)).toEqual({
      _openid: 'me',
    });
  });

  it('[RULE-83] custom rules never filter', () => {
    const { rules } = trial({ rule: { read: 'doc._openid == auth.openid' } });
    expect(rules.presetFilter('c', 'read', phone)).toBeNull();
  });

  it('[RULE-84] the owner cannot be chosen or changed', () => {
    const one = trial({ rule: 'PRIVATE' });
    expect(allowed(one.create({ _openid: 'me' }))).toBe(false);
    expect(allowed(one.update({}, { $set: { _openid: 'you' } }))).toBe(false);
    expect(allowed(one.update({}, { _openid: 'me' }, { replace: true }))).toBe(
      false
    );
  });

  it('[RULE-85] a collection without a rule is ADMINONLY', () => {
    const { rules } = trial({ rule: 'PRIVATE' });
    expect(rules.get('unheard-of')).toBe('ADMINONLY');
  });
});

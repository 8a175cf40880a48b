import { describe, expect, it } from 'vitest';
import { LIMITS } from '../values/limits';
import { customUserIdOf, parseCustomUserId } from './custom-user';
import { mayAnswer, stateAfterSignIn, stateAt } from './presence';
import {
  keysAsCustomer,
  keysAsStaff,
  seatForStaff,
  seatWithoutStaff,
} from './seat';
import { Staff } from './schema';
import { viewOf } from './view';

describe('[F009d] presence', () => {
  const online = { state: 'online' as const, lastSeenAt: 1_000 };

  it('is what was stored while somebody keeps it alive', () => {
    const now = 1_000 + LIMITS.presenceStaleMs - 1;
    expect(stateAt(online, now)).toBe('online');
  });

  it('is offline from the moment it is stale', () => {
    const now = 1_000 + LIMITS.presenceStaleMs;
    expect(stateAt(online, now)).toBe('offline');
  });

  it('is offline for whoever never was there', () => {
    expect(stateAt(null, 0)).toBe('offline');
  });

  it('[F005c] an agent is online by signing in on his phone', () => {
    expect(stateAfterSignIn('agent', 'phone', 'offline')).toBe('online');
    expect(stateAfterSignIn('supervisor', 'phone', 'break')).toBe('online');
  });

  it('who opens the web page, where no desk is, is offered no customers', () => {
    expect(stateAfterSignIn('agent', 'web', 'offline')).toBe('offline');
    expect(stateAfterSignIn('admin', 'web', 'offline')).toBe('offline');
    expect(stateAfterSignIn('supervisor', 'web', 'busy')).toBe('busy');
  });

  it('[A-BR15] administrators do not answer', () => {
    expect(
      ['agent', 'supervisor'].every((role) => mayAnswer(role as 'agent'))
    ).toBe(true);
    expect(mayAnswer('admin')).toBe(false);
  });
});

describe('the seat', () => {
  const seat = {
    _id: 'me',
    staffId: 's',
    open: { own: 'me', theirs: 'somebody' },
  };

  it('tells the conversations he serves from those he asks in', () => {
    expect(keysAsStaff(seat)).toEqual({ theirs: 'somebody' });
    expect(keysAsCustomer(seat)).toEqual({ own: 'me' });
    expect(keysAsStaff(null)).toEqual({});
  });

  it('of a new identity has what he serves and keeps what it asks in', () => {
    const before = { _id: 'new', open: { mine: 'new', old: 'else' } };
    expect(seatForStaff('s', before, { theirs: 'somebody' })).toEqual({
      staffId: 's',
      open: { mine: 'new', theirs: 'somebody' },
    });
  });

  it('without staff keeps only what its owner asks in', () => {
    expect(seatWithoutStaff(seat)).toEqual({ open: { own: 'me' } });
  });
});

describe('the id of a web ticket', () => {
  const staff = { _id: 'abcdefgh12345678', uidGeneration: 3 };

  it('carries the generation and fits into 32 characters', () => {
    const id = customUserIdOf(staff);
    expect(id).toBe('abcdefgh12345678-3');
    expect(
      customUserIdOf({ ...staff, uidGeneration: 9_999_999 }).length
    ).toBeLessThanOrEqual(32);
    expect(parseCustomUserId(id)).toEqual({
      staffId: staff._id,
      generation: 3,
    });
  });

  for (const text of [
    '',
    'x',
    'abcdefgh12345678',
    'abcdefgh12345678-0',
    'abcdefgh12345678-1x',
    'ABCDEFGH12345678-1',
  ]) {
    it(`is none of ours: ${JSON.stringify(text)}`, () => {
      expect(parseCustomUserId(text)).toBeNull();
    });
  }
});

describe('what leaves the function of a member of staff', () => {
  it('is neither his password nor an identity', () => {
    const staff = Staff.parse({
      _id: 'abcdefgh12345678',
      staffCode: 'A1001',
      name: '小云',
      avatar: '',
      specialty: '售后',
      department: '',
      role: 'agent',
      status: 'active',
      password: { salt: 'SALT', hash: 'HASH' },
      mustChangePassword: false,
      secondFactor: false,
      openid: 'OPENID',
      uid: 'UID',
      uidGeneration: 1,
      teamId: '-',
      skills: [],
      load: 0,
      capacity: 15,
      createdAt: 1,
    });
    const text = JSON.stringify(viewOf(staff));
    for (const secret of ['SALT', 'HASH', 'OPENID', 'UID']) {
      expect(text).not.toContain(`"${secret}"`);
    }
    expect(viewOf(staff).staffId).toBe(staff._id);
  });
});

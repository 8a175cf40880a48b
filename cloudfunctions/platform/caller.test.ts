import { afterEach, describe, expect, it, vi } from 'vitest';
import { callerOf } from './caller';

afterEach(() => vi.unstubAllEnvs());

const told = (environment: Record<string, string>) =>
  callerOf({
    environment: JSON.stringify({ TCB_CONTEXT_KEYS: '', ...environment }),
  });

describe('who calls', () => {
  it('on the phone is the openid, and nothing else', () => {
    expect(told({ TRIGGER_SRC: 'wx_client', WX_OPENID: 'o' })).toEqual({
      kind: 'phone',
      me: 'o',
    });
  });

  it('on the web is the uid, with the id of his ticket', () => {
    const web = { TCB_UUID: 'u', TCB_CUSTOM_USER_ID: 'staff-1' };
    expect(told({ ...web, LOGINTYPE: 'CUSTOM' })).toEqual({
      kind: 'web',
      me: 'u',
      customUserId: 'staff-1',
    });
    expect(told(web)).toMatchObject({ customUserId: 'staff-1' });
  });

  it('with another kind of login has no ticket, whatever it says', () => {
    const web = { TCB_UUID: 'u', TCB_CUSTOM_USER_ID: 'staff-1' };
    expect(told({ ...web, LOGINTYPE: 'ANONYMOUS' })).toEqual({
      kind: 'web',
      me: 'u',
      customUserId: null,
    });
  });

  it('is a timer, or nobody', () => {
    expect(told({ TRIGGER_SRC: 'timer' })).toEqual({ kind: 'timer' });
    expect(told({})).toEqual({ kind: 'nobody' });
  });

  it('is not whom this process served before', () => {
    vi.stubEnv('TRIGGER_SRC', 'timer');
    vi.stubEnv('WX_OPENID', 'before');
    vi.stubEnv('TCB_CUSTOM_USER_ID', 'admin-1');
    expect(told({ TCB_UUID: 'u' })).toEqual({
      kind: 'web',
      me: 'u',
      customUserId: null,
    });
  });

  it('is read from the process where the context tells nothing', () => {
    vi.stubEnv('WX_OPENID', 'o');
    expect(callerOf({})).toEqual({ kind: 'phone', me: 'o' });
  });
});

import { describe, expect, it, vi } from 'vitest';
import type { ErrorCode } from '../../../../domain/values/error-codes';
import { ERROR_CODES } from '../../../../domain/values/error-codes';
import type { Call } from '../../cloud/client';
import type { Cloud } from '../../cloud/cloud-port';
import { heldTokens } from '../../cloud/session-tokens';
import { failedOnTheWay, RequestFailed } from '../../cloud/request-failed';
import { createSession } from './use-session';

const ADMIN = { staffId: 'admin00000000000', name: '何主任', role: 'admin' };

const TOKENS = {
  accessToken: 'access',
  refreshToken: 'refresh',
  accessUntil: 1,
  refreshUntil: 2,
};

function refused(code: ErrorCode): RequestFailed {
  return new RequestFailed(code, ERROR_CODES[code].message);
}

/** What the cloud does, in order, is written down in `log`. */
function world(stored = false) {
  const log: string[] = [];
  const staff = { current: ADMIN };
  const failures = new Map<string, unknown>();
  const cloud: Cloud = {
    invoke: vi.fn(),
    hasSignIn: async () => stored,
    signInAnonymously: async () => void log.push('anonymous'),
    signInWithTicket: async (ticket) => void log.push(ticket),
    signOut: async () => void log.push('sign-out'),
    data: () => Promise.reject(new Error('nobody reads here')),
    watchPresence: () => () => undefined,
  };
  const answers: unknown[] = [];
  const DONE = { step: 'done', ticket: 'T', claim: 'C' };
  const call = async (action: string, input: { claim?: string }) => {
    log.push(action);
    if (failures.has(action)) throw failures.get(action);
    if (action.endsWith('ignIn')) return answers.shift() ?? DONE;
    const serverTime = Date.now();
    const now = { staff: staff.current, presence: 'online', serverTime };
    return input.claim === 'C' ? { ...now, tokens: TOKENS } : now;
  };
  const tokens = heldTokens(stored ? TOKENS : null);
  const session = createSession(cloud, call as unknown as Call, tokens);
  return { log, staff, failures, answers, tokens, session };
}

describe('the session', () => {
  it('signs in by ticket and then asks who that is', async () => {
    const { log, tokens, session } = world();
    await session.signIn('A1001', 'secret-1');
    expect(tokens.read()).toEqual(TOKENS);
    expect(log).toEqual([
      'anonymous',
      'account.signIn',
      'T',
      'account.session',
    ]);
    expect(session.status.value).toBe('signed-in');
    expect(session.role.value).toBe('admin');
  });

  it('[F005a] stays outside until the last step is done', async () => {
    const { log, answers, session } = world();
    const code = { step: 'code', challenge: 'X' };
    answers.push(code);
    expect(await session.signIn('A1001', 'secret-1')).toEqual(code);
    expect(session.status.value).not.toBe('signed-in');
    await session.continueSignIn({ challenge: 'X', code: '123456' });
    expect(session.status.value).toBe('signed-in');
    expect(log).toEqual([
      'anonymous',
      'account.signIn',
      'account.continueSignIn',
      'T',
      'account.session',
    ]);
  });

  it('[A-N06] shows recovery codes before it lets the person in', async () => {
    const { answers, session } = world();
    const recoveryCodes = ['a', 'b'];
    answers.push({ step: 'done', ticket: 'T', claim: 'C', recoveryCodes });
    const answer = await session.signIn('A1001', 'secret-1');
    expect(session.status.value).not.toBe('signed-in');
    await session.enter(answer);
    expect(session.status.value).toBe('signed-in');
  });

  it('uses no ticket where the password is wrong', async () => {
    const { log, failures, session } = world();
    await session.restore();
    failures.set('account.signIn', refused('SIGN_IN_FAILED'));
    await expect(session.signIn('A1001', 'wrong')).rejects.toMatchObject({
      code: 'SIGN_IN_FAILED',
    });
    expect(log).toEqual(['anonymous', 'account.signIn']);
    expect(session.status.value).toBe('signed-out');
  });

  it('asks nothing of the cloud where no sign-in is stored', async () => {
    const { log, session } = world();
    await session.restore();
    expect(session.status.value).toBe('signed-out');
    expect(log).toEqual([]);
  });

  it('resumes a stored sign-in after a reload', async () => {
    const { log, session } = world(true);
    await session.restore();
    expect(session.status.value).toBe('signed-in');
    expect(log).toEqual(['account.session']);
  });

  it.each([
    'UNAUTHENTICATED',
    'SESSION_EXPIRED',
    'STAFF_DISABLED',
    'FORBIDDEN',
  ] as const)(
    'shows the sign-in page where the stored one is refused: %s',
    async (code) => {
      const { failures, tokens, session } = world(true);
      failures.set('account.session', refused(code));
      await session.restore();
      expect(session.status.value).toBe('signed-out');
      expect(tokens.read()).toBeNull();
    }
  );

  it('does not sign anybody out because the network is down', async () => {
    const { failures, session } = world(true);
    failures.set('account.session', failedOnTheWay('OFFLINE', 'cut'));
    await session.restore();
    expect(session.status.value).toBe('unreachable');
    failures.clear();
    await session.restore();
    expect(session.status.value).toBe('signed-in');
  });

  it('keeps the page when it expires and lets the pending work go on', async () => {
    const { session } = world(true);
    await session.restore();
    const pending = session.renew();
    expect(session.status.value).toBe('expired');
    await session.signIn('A1001', 'secret-1');
    await expect(pending).resolves.toBeUndefined();
    expect(session.status.value).toBe('signed-in');
  });

  it('does not let another person finish what the first one began', async () => {
    const { staff, session } = world(true);
    await session.restore();
    const pending = session.renew();
    const outcome = pending.then(
      () => 'continued',
      (cause: unknown) => String(cause)
    );
    staff.current = { ...ADMIN, staffId: 'other00000000000' };
    await session.signIn('A1003', 'secret-2');
    expect(await outcome).toContain('another person');
  });

  it('signs out here even when the function cannot be reached', async () => {
    const { log, failures, session } = world(true);
    await session.restore();
    failures.set('account.signOut', failedOnTheWay('OFFLINE', 'cut'));
    await expect(session.signOut()).rejects.toMatchObject({ code: 'OFFLINE' });
    expect(log).toContain('sign-out');
    expect(session.status.value).toBe('signed-out');
    expect(session.staff.value).toBeNull();
  });

  it('[A-P20] asks whoever would lose something first, and only while he asks', async () => {
    const { log, session } = world(true);
    await session.restore();
    const answer = vi.fn(async () => false);
    const stop = session.beforeSignOut(answer);
    await session.signOut();
    expect(session.status.value).toBe('signed-in');
    expect(log).toEqual(['account.session']);
    stop();
    await session.signOut();
    expect(session.status.value).toBe('signed-out');
    expect(answer).toHaveBeenCalledTimes(1);
  });

  it('sends a disabled person to the sign-in page and says why, once', async () => {
    const { log, session } = world(true);
    await session.restore();
    await session.dismiss('账号已停用，请联系管理员');
    await session.dismiss('again');
    expect(session.status.value).toBe('signed-out');
    expect(session.reason.value).toBe('账号已停用，请联系管理员');
    expect(log).toEqual(['account.session', 'sign-out']);
  });
});

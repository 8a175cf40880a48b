import { computed, nextTick, ref, shallowRef } from 'vue';
import type { InputOf, OutputOf } from '../../../../domain/actions/index';
import type { SignInAnswer } from '../../../../domain/actions/sign-in-answer';
import type { StaffView } from '../../../../domain/staff/schema';
import type { PresenceState } from '../../../../domain/values/states';
import type { Call } from '../../cloud/client';
import type { Cloud } from '../../cloud/cloud-port';
import type { TokenStore } from '../../cloud/session-tokens';
import {
  asRequestFailed,
  type RequestFailed,
} from '../../cloud/request-failed';

/**
 * starting: a stored sign-in is being looked at · unreachable: it could not be
 * · expired: the page stays, the sign-in sheet lies over it.
 */
export type SessionStatus =
  'starting' | 'unreachable' | 'signed-out' | 'signed-in' | 'expired';

export type Session = ReturnType<typeof createSession>;

/**
 * Who works here. `call` is the plain client: a session renews itself.
 * `device` is what his list of sessions calls this browser.
 */
export function createSession(
  cloud: Cloud,
  call: Call,
  tokens: TokenStore,
  device = ''
) {
  const status = ref<SessionStatus>('starting');
  const staff = shallowRef<StaffView | null>(null);
  const presence = ref<PresenceState>('offline');
  const startFailure = shallowRef<RequestFailed | null>(null);
  const clockOffset = ref(0);
  /** Why he is asked to sign in, where he did not wish to. */
  const reason = ref('');
  const asksFirst = new Set<() => Promise<boolean>>();
  let opened: OutputOf<'account.session'> | null = null;
  let waiting: { resolve: () => void; reject: (cause: unknown) => void }[] = [];

  /** After a reload: resumes the stored sign-in, or asks for a new one. */
  async function restore(): Promise<void> {
    status.value = 'starting';
    try {
      if (!(await cloud.hasSignIn())) return signedOut();
      await open();
    } catch (cause) {
      const failure = asRequestFailed(cause);
      if (isRefusal(failure)) return signedOut(reasonOf(failure));
      startFailure.value = failure;
      status.value = 'unreachable';
    }
  }

  /**
   * The first step of a sign-in. The answer says what is asked for next, or
   * that he is in. Rejects with RequestFailed; its message goes under a field.
   */
  async function signIn(
    staffCode: string,
    password: string
  ): Promise<SignInAnswer> {
    await cloud.signInAnonymously();
    return follow(await call('account.signIn', { staffCode, password }));
  }

  /** A further step of it. */
  async function continueSignIn(
    input: InputOf<'account.continueSignIn'>
  ): Promise<SignInAnswer> {
    return follow(await call('account.continueSignIn', input));
  }

  /** Recovery codes are shown once: who gets some enters when he has them. */
  async function follow(answer: SignInAnswer): Promise<SignInAnswer> {
    if (answer.step === 'done' && !answer.recoveryCodes) await enter(answer);
    return answer;
  }

  /** Uses the ticket, and the claim for a session of this browser. */
  async function enter(answer: SignInAnswer): Promise<void> {
    if (answer.step !== 'done' || answer.ticket === null) return;
    await cloud.signInWithTicket(answer.ticket);
    await open(answer.claim);
  }

  /** What the sign-in was answered, for who would ask the same: once. */
  function takeOpened(): OutputOf<'account.session'> | null {
    const answer = opened;
    opened = null;
    const serverTime = Date.now() + clockOffset.value;
    return answer && { ...answer, serverTime };
  }

  async function open(claim?: string): Promise<void> {
    const input = claim ? { claim, device } : {};
    const session = await call('account.session', input);
    if (session.tokens) tokens.write(session.tokens);
    clockOffset.value = session.serverTime - Date.now();
    opened = session;
    const before = staff.value;
    staff.value = session.staff;
    presence.value = session.presence;
    status.value = 'signed-in';
    reason.value = '';
    settleWaiting(before, session.staff);
  }

  function settleWaiting(before: StaffView | null, now: StaffView): void {
    const same = before === null || before.staffId === now.staffId;
    for (const { resolve, reject } of waiting.splice(0)) {
      if (same) resolve();
      else reject(new Error('another person signed in'));
    }
  }

  /** Resolves when the person has signed in again over the kept page. */
  function renew(why = ''): Promise<void> {
    if (status.value === 'signed-in') {
      reason.value = why;
      status.value = 'expired';
    }
    return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  }

  /** Asks before he signs out by himself; false: he stays. */
  function beforeSignOut(ask: () => Promise<boolean>): () => void {
    asksFirst.add(ask);
    return () => asksFirst.delete(ask);
  }

  async function signOut(): Promise<void> {
    // Where the session has ended already, nothing can be saved any more.
    const asked = status.value === 'signed-in' ? asksFirst : [];
    for (const ask of asked) if (!(await ask())) return;
    try {
      await call('account.signOut', {});
    } finally {
      signedOut();
      // The pages close their watches first: what still listens when the
      // session ends would ask for its way back in.
      await nextTick();
      await cloud.signOut();
    }
  }

  /** Disabled, here or anywhere: the stored sign-in is worth nothing now. */
  async function dismiss(why: string): Promise<void> {
    if (status.value === 'signed-out') return;
    signedOut(why);
    await cloud.signOut();
  }

  function signedOut(why = ''): void {
    reason.value = why;
    tokens.write(null);
    staff.value = null;
    opened = null;
    presence.value = 'offline';
    status.value = 'signed-out';
    waiting = [];
  }

  return {
    status,
    staff,
    presence,
    startFailure,
    reason,
    /** Server time minus our own, in milliseconds. */
    clockOffset,
    role: computed(() => staff.value?.role ?? null),
    takeOpened,
    restore,
    signIn,
    continueSignIn,
    enter,
    beforeSignOut,
    signOut,
    renew,
    dismiss,
  };
}

function isRefusal(failure: RequestFailed): boolean {
  return failure.kind === 'unauthenticated' || failure.kind === 'forbidden';
}

/** An expired sign-in explains itself; being disabled does not. */
function reasonOf(failure: RequestFailed): string {
  if (failure.code === 'SESSION_REPLACED') return failure.message;
  return failure.kind === 'unauthenticated' ? '' : failure.message;
}

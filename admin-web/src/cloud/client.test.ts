import { describe, expect, it, vi } from 'vitest';
import { createClient, refreshing, renewing } from './client';
import { failedOnTheWay, RequestFailed } from './request-failed';
import { heldTokens, storedTokens } from './session-tokens';

const HEARTBEAT = {
  ok: true,
  data: { state: 'online', serverTime: 5, internal: 'stays away' },
};

function refusal(code: string, more: object = {}) {
  const error = { code, message: '一句中文', requestId: 'r-1', ...more };
  return { ok: false, error };
}

function clientOf(...answers: unknown[]) {
  const invoke = vi.fn<(name: string, event: unknown) => Promise<unknown>>();
  for (const answer of answers) invoke.mockResolvedValueOnce(answer);
  return { invoke, call: createClient({ invoke }, heldTokens()) };
}

async function failureOf(promise: Promise<unknown>): Promise<RequestFailed> {
  const caught = await promise.then(
    () => undefined,
    (cause: unknown) => cause
  );
  expect(caught).toBeInstanceOf(RequestFailed);
  return caught as RequestFailed;
}

describe('the typed client', () => {
  it('asks the function that the domain names, with {action, input}', async () => {
    const { invoke, call } = clientOf(HEARTBEAT);
    await call('account.presence', { state: 'online' });
    expect(invoke.mock.calls).toEqual([
      ['account', { action: 'account.presence', input: { state: 'online' } }],
    ]);
  });

  it('answers the data of the schema and nothing beside it', async () => {
    const { call } = clientOf(HEARTBEAT);
    const data = await call('account.presence', {});
    expect(data).toEqual({ state: 'online', serverTime: 5 });
  });

  it('rejects a refusal with its code, kind, sentence, id and time', async () => {
    const { call } = clientOf(refusal('SIGN_IN_LOCKED', { retryAt: 99 }));
    const failure = await failureOf(
      call('account.signIn', { staffCode: 'A1', password: 'x' })
    );
    expect(failure).toMatchObject({
      code: 'SIGN_IN_LOCKED',
      kind: 'too_many',
      message: '一句中文',
      requestId: 'r-1',
      retryAt: 99,
    });
  });

  it('treats a code that it does not know as INTERNAL', async () => {
    const { call } = clientOf(refusal('FROM_THE_FUTURE'));
    const failure = await failureOf(call('staff.list', {}));
    expect(failure).toMatchObject({ code: 'INTERNAL', kind: 'internal' });
  });

  it.each([
    ['no envelope', 'hello'],
    ['nothing', undefined],
    ['data of another shape', { ok: true, data: { state: 'asleep' } }],
  ])('rejects %s as MALFORMED_REPLY', async (_title, answer) => {
    const { call } = clientOf(answer);
    const failure = await failureOf(call('account.presence', {}));
    expect(failure.code).toBe('MALFORMED_REPLY');
  });
});

function keeperOf() {
  return {
    renew: vi.fn(async () => undefined),
    dismiss: vi.fn(async (_reason: string) => undefined),
  };
}

describe('the renewing client', () => {
  it('asks for a new sign-in once and then continues the same action', async () => {
    const { invoke, call } = clientOf(refusal('UNAUTHENTICATED'), HEARTBEAT);
    const keeper = keeperOf();
    const data = await renewing(call, keeper)('account.presence', {});
    expect(data.state).toBe('online');
    expect(keeper.renew).toHaveBeenCalledTimes(1);
    expect(invoke.mock.calls[1]).toEqual(invoke.mock.calls[0]);
  });

  it('also renews when the SDK itself finds no valid sign-in', async () => {
    const { invoke, call } = clientOf();
    invoke.mockRejectedValueOnce(failedOnTheWay('UNAUTHENTICATED', 'token'));
    invoke.mockResolvedValueOnce(HEARTBEAT);
    const keeper = keeperOf();
    await renewing(call, keeper)('account.presence', {});
    expect(keeper.renew).toHaveBeenCalledTimes(1);
  });

  it('leaves every other refusal alone', async () => {
    const { invoke, call } = clientOf(refusal('FORBIDDEN'));
    const keeper = keeperOf();
    const failure = await failureOf(renewing(call, keeper)('staff.list', {}));
    expect(failure.code).toBe('FORBIDDEN');
    expect(keeper.renew).not.toHaveBeenCalled();
    expect(invoke).toHaveBeenCalledTimes(1);
  });

  it('sends away who was disabled, with the sentence, and does not retry', async () => {
    const { invoke, call } = clientOf(refusal('STAFF_DISABLED'));
    const keeper = keeperOf();
    const failure = await failureOf(renewing(call, keeper)('staff.list', {}));
    expect(failure.code).toBe('STAFF_DISABLED');
    expect(keeper.dismiss.mock.calls).toEqual([['一句中文']]);
    expect(keeper.renew).not.toHaveBeenCalled();
    expect(invoke).toHaveBeenCalledTimes(1);
  });
});

describe('[X9] the client with a session', () => {
  const tokens = (name: string) => ({
    accessToken: `access-${name}`,
    refreshToken: `refresh-${name}`,
    accessUntil: 1,
    refreshUntil: 2,
  });
  const EXPIRED = refusal('SESSION_EXPIRED');

  function sessionOf(...answers: unknown[]) {
    const invoke = vi.fn<(name: string, event: unknown) => Promise<unknown>>();
    for (const answer of answers) invoke.mockResolvedValueOnce(answer);
    const kept = heldTokens(tokens('1'));
    const call = refreshing(createClient({ invoke }, kept), kept);
    const asked = () => invoke.mock.calls.map(([, event]) => event);
    return { kept, call, asked };
  }

  it('sends its access token beside action and input', async () => {
    const { call, asked } = sessionOf(HEARTBEAT);
    await call('account.presence', {});
    expect(asked()).toEqual([
      { action: 'account.presence', input: {}, session: 'access-1' },
    ]);
  });

  it('[B-05] renews an expired one by itself and asks again, once', async () => {
    const renewed = { ok: true, data: tokens('2') };
    const { call, asked, kept } = sessionOf(EXPIRED, renewed, HEARTBEAT);
    const { state } = await call('account.presence', {});
    expect(state).toBe('online');
    expect(asked()).toEqual([
      expect.objectContaining({ session: 'access-1' }),
      expect.objectContaining({
        action: 'account.refresh',
        input: { refreshToken: 'refresh-1' },
      }),
      expect.objectContaining({ session: 'access-2' }),
    ]);
    expect(kept.read()).toEqual(tokens('2'));
  });

  it('forgets a session that is over, and says so', async () => {
    const { call, asked, kept } = sessionOf(EXPIRED, EXPIRED);
    const failure = await failureOf(call('account.presence', {}));
    expect(failure.code).toBe('SESSION_EXPIRED');
    expect(kept.read()).toBeNull();
    expect(asked()).toHaveLength(2);
  });

  it('keeps it where the renewal did not get through', async () => {
    const { call, kept } = sessionOf(EXPIRED);
    await failureOf(call('account.presence', {}));
    expect(kept.read()).toEqual(tokens('1'));
  });

  it('goes on with what another tab has renewed meanwhile', async () => {
    const { call, asked, kept } = sessionOf(EXPIRED, HEARTBEAT);
    const pending = call('account.presence', {});
    kept.write(tokens('other-tab'));
    await pending;
    expect(asked()).toEqual([
      expect.objectContaining({ session: 'access-1' }),
      expect.objectContaining({ session: 'access-other-tab' }),
    ]);
  });

  it('asks the person when there is no session left', async () => {
    const { call } = clientOf(refusal('SESSION_EXPIRED'), HEARTBEAT);
    const keeper = keeperOf();
    await renewing(call, keeper)('account.presence', {});
    expect(keeper.renew).toHaveBeenCalledTimes(1);
  });

  it('takes nothing else in the storage for a session', () => {
    const values = new Map<string, string>();
    const store = storedTokens({
      getItem: (key: string) => values.get(key) ?? null,
      setItem: (key: string, value: string) => void values.set(key, value),
      removeItem: (key: string) => void values.delete(key),
    } as unknown as Storage);
    expect(store.read()).toBeNull();
    store.write(tokens('1'));
    expect(store.read()).toEqual(tokens('1'));
    for (const odd of ['{', '{"accessToken":1}', 'null']) {
      for (const key of values.keys()) values.set(key, odd);
      expect(store.read()).toBeNull();
    }
    store.write(tokens('1'));
    store.write(null);
    expect(values.size).toBe(0);
  });
});

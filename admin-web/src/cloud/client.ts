import * as z from 'zod';
import {
  actions,
  type ActionName,
  type InputOf,
  type OutputOf,
} from '../../../domain/actions/index';
import type { SessionTokens } from '../../../domain/session/schema';
import type { Cloud } from './cloud-port';
import { failedOnTheWay, refusedBy, RequestFailed } from './request-failed';
import type { TokenStore } from './session-tokens';

const ReplyShape = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), data: z.unknown() }),
  z.object({
    ok: z.literal(false),
    error: z.object({
      code: z.string(),
      message: z.string(),
      requestId: z.string(),
      retryAt: z.number().optional(),
      field: z.string().optional(),
    }),
  }),
]);

/** Asks one action of the domain; rejects with RequestFailed. */
export type Call = <N extends ActionName>(
  action: N,
  input: InputOf<N>
) => Promise<OutputOf<N>>;

/** The typed client: names, inputs and outputs all come from the schemas. */
export function createClient(
  cloud: Pick<Cloud, 'invoke'>,
  tokens: TokenStore
): Call {
  return async function call<N extends ActionName>(
    action: N,
    input: InputOf<N>
  ): Promise<OutputOf<N>> {
    const spec = actions[action];
    const session = tokens.read()?.accessToken;
    const event = { action, input, ...(session && { session }) };
    const answer = await cloud.invoke(spec.in, event);
    const reply = ReplyShape.safeParse(answer);
    if (!reply.success) throw failedOnTheWay('MALFORMED_REPLY', reply.error);
    if (!reply.data.ok) {
      throw refusedBy(reply.data.error as Parameters<typeof refusedBy>[0]);
    }
    const output = spec.output.safeParse(reply.data.data);
    if (!output.success) throw failedOnTheWay('MALFORMED_REPLY', output.error);
    return output.data as OutputOf<N>;
  };
}

/**
 * The same client, except that an access token of two hours is renewed by
 * itself, once, while the session lasts.
 */
export function refreshing(call: Call, tokens: TokenStore): Call {
  return async (action, input) => {
    const used = tokens.read();
    try {
      return await call(action, input);
    } catch (cause) {
      if (codeOf(cause) !== 'SESSION_EXPIRED' || !used) throw cause;
      if (!(await refreshed(call, tokens, used))) throw cause;
      return call(action, input);
    }
  };
}

/**
 * One tab at a time: a refresh token that is used twice ends the session. A
 * tab that finds newer tokens than it used goes on with those.
 */
function refreshed(
  call: Call,
  tokens: TokenStore,
  used: SessionTokens
): Promise<boolean> {
  return oneTabAtATime(async () => {
    const kept = tokens.read();
    if (kept?.accessToken !== used.accessToken) return kept !== null;
    const { refreshToken } = kept;
    try {
      tokens.write(await call('account.refresh', { refreshToken }));
      return true;
    } catch (cause) {
      if (!isRefused(cause)) throw cause;
      tokens.write(null);
      return false;
    }
  });
}

/** Old browsers and pages without https have no locks; there tabs may meet. */
function oneTabAtATime(work: () => Promise<boolean>): Promise<boolean> {
  const locks = (globalThis.navigator as Partial<Navigator> | undefined)?.locks;
  return locks ? locks.request('web-session', work) : work();
}

/** What a session does when the cloud no longer knows or wants the person. */
export interface Keeper {
  /** Resolves when the same person has signed in again; `why` is told him. */
  renew(why?: string): Promise<void>;
  /** He was disabled: whatever he was doing is over. */
  dismiss(reason: string): Promise<void>;
}

/**
 * The same client, except that an expired sign-in is not a failure: the
 * person is asked, and the pending action continues afterwards.
 */
export function renewing(call: Call, keeper: Keeper): Call {
  return async (action, input) => {
    try {
      return await call(action, input);
    } catch (cause) {
      const code = codeOf(cause);
      if (code === 'STAFF_DISABLED') await keeper.dismiss(messageOf(cause));
      if (!SIGNED_OUT.includes(code)) throw cause;
      await keeper.renew(
        code === 'SESSION_REPLACED' ? messageOf(cause) : undefined
      );
      return call(action, input);
    }
  };
}

const SIGNED_OUT = ['UNAUTHENTICATED', 'SESSION_EXPIRED', 'SESSION_REPLACED'];

function codeOf(cause: unknown): string {
  return cause instanceof RequestFailed ? cause.code : '';
}

function isRefused(cause: unknown): boolean {
  return cause instanceof RequestFailed && cause.kind === 'unauthenticated';
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : '';
}

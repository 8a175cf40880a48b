import * as z from 'zod';
import {
  actions,
  type ActionName,
  type InputOf,
  type OutputOf,
} from '../../../domain/actions/index';
import type { Cloud } from './cloud-port';
import { failedOnTheWay, refusedBy, RequestFailed } from './request-failed';

const ReplyShape = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), data: z.unknown() }),
  z.object({
    ok: z.literal(false),
    error: z.object({
      code: z.string(),
      message: z.string(),
      requestId: z.string(),
      retryAt: z.number().optional(),
    }),
  }),
]);

/** Asks one action of the domain; rejects with RequestFailed. */
export type Call = <N extends ActionName>(
  action: N,
  input: InputOf<N>
) => Promise<OutputOf<N>>;

/** The typed client: names, inputs and outputs all come from the schemas. */
export function createClient(cloud: Pick<Cloud, 'invoke'>): Call {
  return async function call<N extends ActionName>(
    action: N,
    input: InputOf<N>
  ): Promise<OutputOf<N>> {
    const spec = actions[action];
    const answer = await cloud.invoke(spec.in, { action, input });
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

/** What a session does when the cloud no longer knows or wants the person. */
export interface Keeper {
  /** Resolves when the same person has signed in again. */
  renew(): Promise<void>;
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
      const code = cause instanceof RequestFailed ? cause.code : '';
      if (code === 'STAFF_DISABLED') await keeper.dismiss(messageOf(cause));
      if (code !== 'UNAUTHENTICATED') throw cause;
      await keeper.renew();
      return call(action, input);
    }
  };
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : '';
}

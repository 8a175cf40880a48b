import * as z from 'zod';
import { earlyIdOf, earlyVerdict } from '../../../domain/safety/new-check';
import type { CheckVerdict } from '../../../domain/values/states';
import { settleCheck } from '../../conversation/safety/settle-check';
import { addOnce, find, removeById } from '../../platform/documents';
import type { EventHandler } from '../events';

const Told = z.object({
  trace_id: z.string().regex(/^[\w-]{1,100}$/),
  errcode: z.coerce.number().default(0),
  result: z
    .object({
      suggest: z.enum(['pass', 'review', 'risky']),
      label: z.coerce.number().int(),
    })
    .optional(),
});

/**
 * WeChat's verdict on a picture or a voice. What it could not judge is
 * unanswered. Of a trace that nobody knows (yet) the verdict is kept for
 * whoever is about to write the trace down.
 */
export const onMediaVerdict: EventHandler = async (event, now) => {
  const told = Told.safeParse(event).data;
  if (!told) return;
  const { trace_id: traceId, errcode, result } = told;
  const judged = errcode === 0 ? result : undefined;
  const verdict: CheckVerdict = judged?.suggest ?? 'unanswered';
  const answer = { verdict, label: judged?.label ?? 0, errCode: errcode };
  if (await settleByTrace(traceId, answer)) return;
  const early = earlyVerdict(verdict, answer.label, now);
  await addOnce('checks', { _id: earlyIdOf(traceId), ...early });
  if (await settleByTrace(traceId, answer)) {
    await removeById('checks', earlyIdOf(traceId));
  }
};

async function settleByTrace(
  traceId: string,
  answer: Parameters<typeof settleCheck>[1]
): Promise<boolean> {
  const [check] = await find('checks', { traceId }, { limit: 1 });
  if (check) await settleCheck(check._id, answer);
  return check !== undefined;
}

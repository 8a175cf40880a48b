import { command } from '../../platform/cloud';
import { find } from '../../platform/documents';
import { logError } from '../../platform/log';
import { closeSilentOnes } from '../life/close';
import { dispatchIfWaiting } from '../assignment/dispatch';
import { runJobs } from '../assignment/jobs';
import { unmuteDue } from '../message/mute';
import { tellSlow } from '../life/nudge';
import { numberPending } from '../message/number-pending';
import { restampStale } from '../assignment/restamp';
import { settleOverdue } from '../safety/settle-check';
import { takeFromAbsent, takeFromSilent } from '../assignment/unanswered';

/** Does at most `most` of what nobody reported. @returns how much */
export type Sweep = (now: number, most: number) => Promise<number>;

/** In this order. */
export const SWEEPS: Record<string, Sweep> = {
  numbered: numberForgotten,
  checked: settleOverdue,
  timedOut: closeSilentOnes,
  unmuted: unmuteDue,
  slow: tellSlow,
  requeued: runAllJobs,
  absent: takeFromAbsent,
  silent: takeFromSilent,
  assigned: () => dispatchIfWaiting(),
  restamped: (_now, most) => restampStale({}, most),
};

/** Whoever wrote a message gets this long to report it himself. */
const GRACE_MS = 1_000;

async function runAllJobs(): Promise<number> {
  const { handed, requeued } = await runJobs();
  return handed + requeued;
}

async function numberForgotten(now: number, most: number): Promise<number> {
  const forgotten = await find(
    'messages',
    { seq: 0, sentAt: command.lt(now - GRACE_MS) },
    { orderBy: ['sentAt', 'asc'], limit: most }
  );
  const ids = new Set(forgotten.map((message) => message.conversationId));
  let numbered = 0;
  for (const id of ids) numbered += await numberOne(id);
  return numbered;
}

/** One conversation that cannot be numbered does not hold up the others. */
async function numberOne(conversationId: string): Promise<number> {
  try {
    const done = await numberPending(conversationId, async () => null);
    return done.numbered.length;
  } catch (error) {
    logError('sweep: numbering', error, { conversationId });
    return 0;
  }
}

import { BOARD_COPY } from '../../../../domain/ui/copy/board';
import { fill } from '../../../../domain/ui/copy/fill';
import { waitWords } from '../../../../miniprogram/views/time-words';
import type { Board } from './use-board';

/** Something that a supervisor should look at, and what he can do about it. */
export interface Attention {
  id: string;
  words: string;
  /** Whose conversations to open, or the queue. */
  of: { staffId: string } | 'queue' | null;
}

/** The target of a first answer (A-K01). */
const LATE_MS = 5 * 60_000;
const NEARLY_FULL = 0.85;
const MOST = 3;

/** The worst first; what is well says nothing. */
export function attentionOf(board: Board, now: number): Attention[] {
  return [
    ...nobodyOnline(board),
    ...lateInQueue(board, now),
    ...lateAgents(board, now),
    ...nearlyFull(board),
  ].slice(0, MOST);
}

function nobodyOnline({ agents, queue, unanswered }: Board): Attention[] {
  const waiting = queue.waiting + unanswered;
  if (waiting === 0 || agents.some(({ state }) => state === 'online'))
    return [];
  const words = fill(BOARD_COPY.nobodyOnline, { n: waiting });
  return [{ id: 'nobody', words, of: null }];
}

function lateInQueue({ queue }: Board, now: number): Attention[] {
  const [first] = queue.first;
  if (!first || now - first.waitingSince < LATE_MS) return [];
  const time = waitWords(now - first.waitingSince);
  const words = fill(BOARD_COPY.lateQueue, { customer: first.nick, time });
  return [{ id: 'queue', words, of: 'queue' }];
}

function lateAgents({ agents }: Board, now: number): Attention[] {
  return agents
    .filter(({ oldestWaitAt }) => oldestWaitAt && now - oldestWaitAt >= LATE_MS)
    .sort((a, b) => (a.oldestWaitAt ?? 0) - (b.oldestWaitAt ?? 0))
    .map(({ staffId, name, oldestWaitAt, unanswered }) => ({
      id: `late:${staffId}`,
      words: fill(BOARD_COPY.lateOne, {
        time: waitWords(now - (oldestWaitAt ?? now)),
        agent: name,
        n: unanswered,
      }),
      of: { staffId },
    }));
}

function nearlyFull({ agents }: Board): Attention[] {
  const there = agents.filter(({ state }) => state === 'online');
  const load = there.reduce((sum, one) => sum + one.load, 0);
  const capacity = there.reduce((sum, one) => sum + one.capacity, 0);
  if (capacity === 0 || load / capacity < NEARLY_FULL) return [];
  const words = fill(BOARD_COPY.nearlyFull, { load, capacity });
  return [{ id: 'full', words, of: null }];
}

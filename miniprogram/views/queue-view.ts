import { LIMITS } from '../contract/limits';
import type { CustomerState } from '../services/customer-state';
import { queues } from '../services/customer-turn';
import { isLeftAlone } from './service-words';
import { clockWords } from './time-words';

export interface QueueView {
  position: number;
  /** Seconds; below 0: unknown. */
  eta: number;
  /** Where he stood at first. */
  from: number;
  /** When he came: 10:03 */
  since: string;
  /** 'push': his place is kept and he is called; 'quiet': only kept. */
  kept: '' | 'push' | 'quiet' | 'expired';
  /** Until when it is kept: 10:35 */
  until: string;
}

type Asking = Pick<
  CustomerState,
  'conversation' | 'push' | 'service' | 'agent'
>;

/** null: no queue, or nobody is there for whom to queue. */
export function queueView(state: Asking, now: number): QueueView | null {
  const { conversation } = state;
  const queue = conversation?.queue;
  if (!queue || !queues(state) || isLeftAlone(state, now)) return null;
  const { position, etaSeconds, from = position } = queue;
  const { keepPlaceAt = 0, waitingSince } = conversation;
  const until = keepPlaceAt + LIMITS.keepPlaceMs;
  return {
    position,
    eta: etaSeconds ?? -1,
    from: Math.max(from, position),
    since: waitingSince ? clockWords(waitingSince) : '',
    kept: keptNow(keepPlaceAt, until, state, now),
    until: keepPlaceAt ? clockWords(until) : '',
  };
}

function keptNow(
  keepPlaceAt: number,
  until: number,
  { push }: Asking,
  now: number
): QueueView['kept'] {
  if (!keepPlaceAt) return '';
  if (now >= until) return 'expired';
  return push.balance > 0 ? 'push' : 'quiet';
}

/** More than this many are one bar, not pieces. */
const PIECES = 12;

/** Who was before him at first: gone, just before him, still before him. */
export function pieces(
  position: number,
  from: number
): ('gone' | 'next' | 'before')[] {
  if (from > PIECES) return [];
  const gone = from - position;
  return Array.from({ length: from }, (_, at) => {
    if (at < gone) return 'gone';
    return at === gone ? 'next' : 'before';
  });
}

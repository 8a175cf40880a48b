import { COPY, fill } from '../contract/copy/phone';
import type { CustomerFile } from '../services/agent-case';

export interface ReachView {
  /** How often he can still be reminded; null: nobody knows yet. */
  left: number | null;
  /** One line above the composer. */
  words: string;
  tone: 'live' | 'none' | '';
  /** The card in the customer's sheet. */
  title: string;
  how: string;
}

/**
 * Which template a reply goes by is not known here, so of several balances the
 * best one is told: the others are of the queue and of the end.
 */
function leftOf({ pushBalances }: CustomerFile): number {
  return Math.max(0, ...pushBalances.map(({ balance }) => balance));
}

export function reachView(
  file: CustomerFile | null,
  looking: boolean
): ReachView {
  const web = file?.customer.channel === 'web';
  const left = file && !web ? leftOf(file) : null;
  return { left, ...line(left, web, looking), ...card(left, web) };
}

function line(
  left: number | null,
  web: boolean,
  looking: boolean
): Pick<ReachView, 'words' | 'tone'> {
  const can = left === null ? '' : fill(COPY.reachLeft, { n: left });
  const withCount = (words: string) => `${words} · ${can}`;
  if (looking) {
    const words = can ? withCount(COPY.reachSees) : COPY.reachLooking;
    return { words, tone: 'live' };
  }
  if (web) return { words: COPY.reachWeb, tone: '' };
  if (left === 0) return { words: COPY.reachNone, tone: 'none' };
  return { words: can ? withCount(COPY.reachGone) : COPY.reachAway, tone: '' };
}

function card(
  left: number | null,
  web: boolean
): Pick<ReachView, 'title' | 'how'> {
  if (web) return { title: COPY.reachWeb, how: COPY.reachCannotHow };
  if (left === null) return { title: '', how: '' };
  return left > 0
    ? { title: fill(COPY.reachCan, { n: left }), how: COPY.reachCanHow }
    : { title: COPY.reachCannot, how: COPY.reachCannotHow };
}

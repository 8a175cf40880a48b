import { COPY, fill } from '../contract/copy/phone';
import type { Conversation } from '../../domain/conversation/schema';
import { personView, type PersonView } from './person';
import { listWords } from './time-words';

/** One of a customer's own conversations, as a row. */
export interface HistoryRow {
  id: string;
  person: PersonView;
  text: string;
  time: string;
  /** Under way, or what he has given; '' says nothing. */
  state: string;
}

/** The last one first. */
export function historyRows(
  conversations: readonly Conversation[],
  now: number
): HistoryRow[] {
  return [...conversations]
    .sort((a, b) => b.lastAt - a.lastAt)
    .map((one) => ({
      id: one._id,
      person: personView(
        one.agentCard?.name ?? COPY.brandService,
        one.agentCard?.avatar ?? ''
      ),
      text: one.lastText,
      time: listWords(one.lastAt, now),
      state: stateWords(one),
    }));
}

function stateWords({ state, rating }: Conversation): string {
  if (state !== 'closed') return COPY.inProgress;
  return rating ? fill(COPY.ratedAs, { n: rating.score }) : '';
}

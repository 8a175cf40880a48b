import type { OutputOf } from '../../domain/actions';
import type { Conversation } from '../../domain/conversation/schema';
import { EMPTY_MESSENGER, type MessengerState } from './messenger-state';

type Entered = OutputOf<'conversation.enter'>;

export interface CustomerState extends MessengerState {
  /** 'cached': painted from this phone; 'ready': the server has answered. */
  phase: 'loading' | 'cached' | 'ready';
  me: string;
  agent: Entered['agent'];
  codeValid: boolean;
  push: Entered['push'];
  /** The one that is open, else the last one. */
  conversation: Conversation | null;
  /** The server could not be asked so far. */
  failed: boolean;
  /** Nothing was said before what is known. */
  historyEnd: boolean;
  /** When it opens and closes; null: nobody has said so far. */
  service: Entered['service'] | null;
  /** What he can ask with one tap, and what he can say with one. */
  questions: readonly string[];
  shortcuts: readonly string[];
  /** Who has just taken his turn in the queue, by name; '' nobody. */
  turn: string;
}

export const EMPTY_CUSTOMER: CustomerState = {
  ...EMPTY_MESSENGER,
  phase: 'loading',
  me: '',
  agent: null,
  codeValid: true,
  push: { templateIds: [], balance: 0 },
  conversation: null,
  failed: false,
  historyEnd: false,
  service: null,
  questions: [],
  shortcuts: [],
  turn: '',
};

/** The open conversation, else the newest. */
export function currentOf(state: MessengerState): Conversation | null {
  const all = Object.values(state.conversations);
  const newest = [...all].sort((a, b) => b.lastAt - a.lastAt);
  return newest.find((one) => one.state !== 'closed') ?? newest[0] ?? null;
}

import type { Conversation } from '../conversation/schema';
import { LIMITS } from '../values/limits';

type Wishing = Pick<Conversation, 'keepPlaceAt' | 'leftMessageAt'>;

/** What the customer reads who waits no more and is answered later. */
export const LEFT_MESSAGE_WORDS = '已改为留言，不用在这里等，客服会按先后回复';

/** Whether his word that he comes back still counts. */
export function isPlaceKept({ keepPlaceAt }: Wishing, now: number): boolean {
  return !!keepPlaceAt && now - keepPlaceAt < LIMITS.keepPlaceMs;
}

/** Whatever he wished while he waited ends with the wait; {}: nothing. */
export function wishesOver({
  keepPlaceAt,
  leftMessageAt,
}: Wishing): Partial<Conversation> {
  return {
    ...(keepPlaceAt && { keepPlaceAt: 0 }),
    ...(leftMessageAt && { leftMessageAt: 0 }),
  };
}

import type { Conversation } from '../../../../domain/conversation/schema';
import { SAMPLE } from '../../../../domain/ui/copy/settings';

/** Two people who are nobody, so that a sentence can be read as it arrives. */
export const SAMPLE_CARDS: Pick<Conversation, 'agentCard' | 'customerCard'> = {
  agentCard: { name: SAMPLE.agent, avatar: '', specialty: '' },
  customerCard: { nick: SAMPLE.customer, avatar: '' },
};
export const SAMPLE_POSITION = 3;

import { AGENT_COPY } from './agent';
import { CHAT_COPY } from './chat';
import { CUSTOMER_COPY } from './customer';
import { SHARED_COPY } from './shared';

export { WITHHELD_COPY } from './chat';
export { RATING_REASON_COPY } from './customer';
export { fill } from './fill';

/** Every sentence of the mini-program, for either side of a conversation. */
export const COPY = {
  ...SHARED_COPY,
  ...CHAT_COPY,
  ...CUSTOMER_COPY,
  ...AGENT_COPY,
} as const;

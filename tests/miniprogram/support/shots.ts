import { AGENT_SHOTS } from './agent-shots';
import { CUSTOMER_SHOTS } from './customer-shots';
import { MEDIA_SHOTS } from './media-shots';
import type { Shot } from './shot';

/** Every page of the mini-program in every state worth looking at. */
export const SHOTS: Shot[] = [
  ...CUSTOMER_SHOTS,
  ...MEDIA_SHOTS,
  ...AGENT_SHOTS,
];

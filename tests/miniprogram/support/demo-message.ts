import { AGENT, CUSTOMER } from './fake-service';

/** The conversation of most scenes. */
export const ID = 'c0000000000000000001';

export type Put = (name: string, doc: object) => void;

/** A text as it stands in the cloud. */
export function message(
  conversationId: string,
  seq: number,
  from: string,
  text: string,
  at: number
) {
  return {
    _id: `m${String(seq).padStart(19, '0')}`,
    conversationId,
    customer: CUSTOMER,
    agentOpenid: AGENT,
    agentUid: '-',
    from,
    sentAt: at,
    at,
    seq,
    kind: 'text',
    body: { text },
  };
}

import {
  createCustomerChat,
  type CustomerChat,
} from '../../../miniprogram/services/customer-chat';
import type { Doc } from './fake-database';
import { AGENT, CONVERSATION, CUSTOMER } from './fake-service';
import type { FakeWorld } from './fake-world';

/** The world of a test and the chat that runs in it now. */
export interface ChatScene {
  world: FakeWorld;
  chat: CustomerChat;
}

/** What a test of the customer's chat looks at and lets happen. */
export function chatTools(scene: () => ChatScene) {
  const db = () => scene().world.cloud.db;
  const put = (name: string, doc: object) => db().put(name, doc as Doc);
  const state = () => scene().chat.store.get();
  return {
    texts: () =>
      state().threads[CONVERSATION]?.messages.map(({ body }) => body.text) ??
      [],
    stored: () => db().all('messages'),
    pending: () => state().pending,
    put,
    /** The agent writes and it is numbered, as after-send would do. */
    agentSays(text: string, seq: number): void {
      const at = scene().world.clock.now();
      put('messages', {
        _id: `a${String(seq).padStart(19, '0')}`,
        conversationId: CONVERSATION,
        customer: CUSTOMER,
        agentOpenid: AGENT,
        agentUid: '-',
        from: AGENT,
        sentAt: at,
        at,
        seq,
        kind: 'text',
        body: { text },
      });
      const before = db().get('conversations', CONVERSATION);
      const last = { lastAt: at, lastText: text, lastFrom: 'agent' };
      put('conversations', { ...before, seq, ...last });
    },
  };
}

/** The page is opened and shown. */
export async function enterChat(world: FakeWorld): Promise<CustomerChat> {
  const chat = createCustomerChat(world.ports());
  void chat.open();
  chat.show();
  await world.clock.advance(50);
  return chat;
}

import { beforeEach, describe, expect, it } from 'vitest';
import { chatView } from '../../miniprogram/pages/chat/chat-view';
import type { CustomerChat } from '../../miniprogram/services/customer-chat';
import { chatTools, enterChat } from './support/chat-tools';
import { CONVERSATION, fresh, looked } from './support/fake-service';
import { createFakeWorld, type FakeWorld } from './support/fake-world';

let world: FakeWorld;
let chat: CustomerChat;

const { texts, put, agentSays } = chatTools(() => ({ world, chat }));
const view = () => chatView(chat.store.get(), 1, world.clock.now());
const inputs = (action: string, answer: () => object) => {
  const seen: unknown[] = [];
  world.cloud.on(action, (input) => {
    seen.push(input);
    return answer();
  });
  return seen;
};
const entered = (codeValid: boolean) => () => ({
  ...looked(world.cloud.db.all('conversations')[0] ?? null, world.clock.now()),
  entryId: 'e1',
  codeValid,
});

beforeEach(async () => {
  world = createFakeWorld();
  put('conversations', fresh(world.clock.now()));
  agentSays('您好', 1);
});

describe('[F001e] a code that leads nowhere', () => {
  it('over a thread: the thread stays, one line says it', async () => {
    chat = await enterChat(world);
    world.cloud.on('conversation.enter', entered(false));
    await chat.open({ scene: 'r3v0k3dr3v0k' });
    await world.clock.advance(100);
    expect(texts()).toEqual(['您好']);
    expect(view()).toMatchObject({
      aside: '这个码已失效，已为您转到在线客服',
      first: false,
    });
  });

  it('is forgotten with the next code that is good', async () => {
    world.cloud.on('conversation.enter', entered(false));
    chat = await enterChat(world);
    const seen = inputs('conversation.enter', entered(true));
    await chat.open({ scene: 'g00dg00dg00d' });
    expect(seen).toEqual([{ scene: 'g00dg00dg00d' }]);
    expect(view()).toMatchObject({ aside: '', cardNote: '' });
  });
});

describe('[US003] a push', () => {
  it('of somebody else shows nothing of it', async () => {
    const seen = inputs('push.clicked', () => ({ conversationId: null }));
    chat = await enterChat(world);
    const before = chat.store.get();
    chat.pushClicked('push-of-another');
    await world.clock.advance(1_000);
    expect(seen).toEqual([{ pushId: 'push-of-another' }]);
    expect(chat.store.get().conversations).toEqual(before.conversations);
    expect(texts()).toEqual(['您好']);
  });

  it('of a conversation that has ended since: its end, and he may go on', async () => {
    const before = world.cloud.db.get('conversations', CONVERSATION);
    const closedAt = world.clock.now();
    put('conversations', { ...before, state: 'closed', closedAt });
    chat = await enterChat(world);
    chat.pushClicked('p1');
    await world.clock.advance(100);
    expect(view()).toMatchObject({
      closed: true,
      ratable: true,
      placeholder: '还有问题？直接说就行',
    });
    chat.send('还有一件事');
    await world.clock.advance(1_000);
    expect(world.cloud.calls).toContain('conversation.start');
    expect(view().closed).toBe(false);
    expect(texts()).toContain('还有一件事');
  });

  it('that cannot be told costs nothing but its count', async () => {
    world.cloud.loseAnswer.add('call push.clicked');
    chat = await enterChat(world);
    chat.pushClicked('p1');
    await world.clock.advance(1_000);
    expect(texts()).toEqual(['您好']);
    expect(world.warnings).toContain('push.clicked');
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import {
  createAgentDesk,
  type AgentDesk,
} from '../../miniprogram/services/agent-desk';
import { Refusal } from './support/fake-cloud';
import type { Doc } from './support/fake-database';
import {
  AGENT,
  CONVERSATION,
  CUSTOMER,
  FIRST_PASSWORD,
  fresh,
  putCursors,
} from './support/fake-service';
import { createFakeWorld, type FakeWorld } from './support/fake-world';

let world: FakeWorld;
let desk: AgentDesk;

const state = () => desk.store.get();
const put = (name: string, doc: object) => world.cloud.db.put(name, doc as Doc);

function customerSays(text: string, seq: number): void {
  const at = world.clock.now();
  put('messages', {
    _id: `k${String(seq).padStart(19, '0')}`,
    conversationId: CONVERSATION,
    customer: CUSTOMER,
    agentOpenid: AGENT,
    agentUid: '-',
    from: CUSTOMER,
    sentAt: at,
    at,
    seq,
    kind: 'text',
    body: { text },
  });
  const before = world.cloud.db.get('conversations', CONVERSATION);
  const unreadAgent = Number(before?.unreadAgent ?? 0) + 1;
  put('conversations', {
    ...before,
    seq,
    lastAt: at,
    lastText: text,
    unreadAgent,
    waitingSince: before?.waitingSince ?? at,
  });
}

beforeEach(async () => {
  world = createFakeWorld();
  put('conversations', fresh(world.clock.now()));
  putCursors(put, CONVERSATION);
  desk = createAgentDesk(world.ports());
  desk.show();
  await desk.resume();
  await world.clock.advance(500);
});

describe('signing in', () => {
  it('[F005a] is in only after the last step', async () => {
    const other = createAgentDesk(createFakeWorld().ports());
    const staffCode = 'A1024';
    const asked = await other.signIn({ staffCode, password: FIRST_PASSWORD });
    expect(asked).toMatchObject({ step: 'password' });
    expect(other.store.get().phase).toBe('unknown');
    const challenge = 'c1';
    await other.continueSignIn({ challenge, newPassword: 'long-enough' });
    expect(other.store.get().phase).toBe('unknown');
    await other.continueSignIn({ challenge: 'c2', code: '123456' });
    expect(other.store.get().phase).toBe('ready');
    other.stop();
  });

  it('[F005a] continues a session without asking again', () => {
    expect(state()).toMatchObject({ phase: 'ready', me: AGENT });
  });

  it('[F005a] says that nobody is signed in', async () => {
    const other = createAgentDesk(world.ports());
    world.cloud.on('account.session', () => {
      throw new Refusal('UNAUTHENTICATED', '请先登录');
    });
    expect(await other.resume()).toBe(false);
    expect(other.store.get().phase).toBe('signed-out');
  });

  it('[F005b] hands the sentence of a refusal to the page', async () => {
    world.cloud.on('account.signIn', () => {
      throw new Refusal('SIGN_IN_FAILED', '工号或密码不对');
    });
    const input = { staffCode: 'A1024', password: 'wrong' };
    await expect(desk.signIn(input)).rejects.toThrow('工号或密码不对');
  });

  it('keeps a heartbeat of three minutes while shown', async () => {
    world.cloud.calls.length = 0;
    await world.clock.advance(10 * 60_000);
    const beats = world.cloud.calls.filter((one) => one === 'account.presence');
    expect(beats).toHaveLength(3);
    desk.hide();
    world.cloud.calls.length = 0;
    await world.clock.advance(10 * 60_000);
    expect(world.cloud.calls).toEqual([]);
  });
});

describe('a session that ends elsewhere', () => {
  it('[F005b] is noticed at the next heartbeat, and drafts stay', async () => {
    desk.drafts.set(CONVERSATION, '写到一半');
    world.cloud.on('account.presence', () => {
      throw new Refusal('STAFF_DISABLED');
    });
    await world.clock.advance(4 * 60_000);
    expect(state()).toMatchObject({ phase: 'expired', open: [] });
    expect(desk.drafts.get(CONVERSATION)).toBe('写到一半');
    expect(world.cloud.db.openWatches()).toEqual([]);
  });
});

describe('the list', () => {
  it('[F006a] shows a new message of a customer at once', async () => {
    customerSays('在吗', 1);
    await world.clock.advance(10);
    expect(state().open).toMatchObject([{ lastText: '在吗', unreadAgent: 1 }]);
  });

  it('reads more than one page of conversations', async () => {
    for (let i = 10; i < 45; i++) {
      const _id = `d00000000000000000${i}`;
      put(
        'conversations',
        fresh(world.clock.now() + i, { _id, customer: _id })
      );
    }
    const other = createAgentDesk(world.ports());
    world.cloud.refuse.add('watch conversations');
    other.show();
    await other.resume();
    await world.clock.advance(500);
    expect(other.store.get().open).toHaveLength(36);
  });

  it('[F006e] moves a closed conversation to the closed ones', async () => {
    await desk.close(CONVERSATION, 'resolved');
    await world.clock.advance(10);
    expect(state().open).toEqual([]);
    expect(state().closed.map((one) => one._id)).toEqual([CONVERSATION]);
  });

  it('lets a conversation go that another has taken over', async () => {
    desk.focusOn(CONVERSATION);
    customerSays('在吗', 1);
    await world.clock.advance(100);
    const before = world.cloud.db.get('conversations', CONVERSATION);
    put('conversations', { ...before, agentOpenid: 'another' });
    await world.clock.advance(500);
    expect(state().open).toEqual([]);
    expect(state().gone).toEqual([CONVERSATION]);
    expect(state().threads[CONVERSATION]).toBeUndefined();
    put('conversations', { ...before });
    await world.clock.advance(500);
    expect(state().open).toHaveLength(1);
    expect(state().gone).toEqual([]);
  });
});

describe('a chat', () => {
  beforeEach(async () => {
    desk.focusOn(CONVERSATION);
    await world.clock.advance(500);
  });

  it('[F003d] answers and is read by the customer', async () => {
    customerSays('在吗', 1);
    await world.clock.advance(100);
    const id = desk.send(CONVERSATION, '在的');
    await world.clock.advance(1_000);
    expect(world.cloud.db.get('messages', id)).toMatchObject({
      from: AGENT,
      customer: CUSTOMER,
      seq: 2,
    });
    put('cursors', {
      ...world.cloud.db.get('cursors', `${CONVERSATION}.c`),
      _id: `${CONVERSATION}.c`,
      readSeq: 2,
    });
    await world.clock.advance(10);
    expect(state().cursors[CONVERSATION]?.readSeq).toBe(2);
  });

  it('keeps what he wrote as a draft when the conversation was transferred', async () => {
    world.cloud.refuse.add('add messages');
    world.cloud.on('conversation.send', () => {
      throw new Refusal('CONVERSATION_TRANSFERRED');
    });
    desk.send(CONVERSATION, '我来处理');
    await world.clock.advance(500);
    expect(state().pending).toEqual([]);
    expect(desk.drafts.get(CONVERSATION)).toBe('我来处理');
    expect(world.cloud.db.all('messages')).toEqual([]);
  });

  it('watches cursors only while a chat is open', async () => {
    expect(world.cloud.db.openWatches()).toContain('cursors');
    desk.focusOn(null);
    await world.clock.advance(10);
    expect(world.cloud.db.openWatches()).not.toContain('cursors');
  });

  it('says that it is looked at, and says when not', async () => {
    const lookingAt = () =>
      world.cloud.db.get('cursors', `${CONVERSATION}.a`)?.lookingAt;
    expect(lookingAt()).toBeGreaterThan(0);
    await world.clock.advance(60_000);
    expect(world.clock.now() - Number(lookingAt())).toBeLessThan(40_000);
    desk.focusOn(null);
    await world.clock.advance(3_000);
    expect(lookingAt()).toBe(0);
  });

  it('keeps lanes apart: one blocked conversation does not hold another', async () => {
    const other = 'd0000000000000000009';
    put('conversations', fresh(world.clock.now(), { _id: other }));
    await world.clock.advance(10);
    world.cloud.on('conversation.send', () => {
      throw new Refusal('BUSY');
    });
    world.cloud.refuse.add('add messages');
    desk.send(CONVERSATION, '卡住');
    await world.clock.advance(100);
    world.cloud.refuse.clear();
    const id = desk.send(other, '不受影响');
    await world.clock.advance(100);
    expect(world.cloud.db.get('messages', id)).toBeDefined();
    expect(state().pending.map((one) => one.text)).toEqual(['卡住']);
  });
});

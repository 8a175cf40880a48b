import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Conversation } from '../../domain/conversation/schema';
import type { Message } from '../../domain/message/schema';
import type { Push } from '../../domain/push/schema';
import { LIMITS } from '../../domain/values/limits';
import type { Person } from '../support/person';
import { startWorld, type World } from '../support/world';

let world: World;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
});
beforeEach(() => world.reset());
afterAll(() => world.stop());

async function conversationOf({ me }: Person): Promise<Conversation> {
  const [found] = await world.all<Conversation>('conversations', {
    customer: me,
  });
  if (!found) throw new Error('no conversation');
  return found;
}

async function waits(): Promise<[Person, { conversationId: string }]> {
  const person = world.customerPhone();
  const { conversation } = await person.says('在吗');
  return [person, { conversationId: conversation._id }];
}

const lines = async (conversationId: string) => {
  const filter = { conversationId, kind: 'system' };
  const said = await world.all<Message>('messages', filter);
  return said.map(({ body }) => body.text);
};
const WORDS = '已改为留言，不用在这里等，客服会按先后回复';

describe('[B-43] who leaves a message instead of waiting', () => {
  it('is told no place any more, keeps his, and is answered in turn', async () => {
    const [first, of] = await waits();
    const [second] = await waits();
    await first.ask('conversation.keepPlace', of);
    const answer = await first.ask('conversation.leaveMessage', of);
    expect(answer).toMatchObject({
      left: true,
      conversation: { state: 'waiting', queue: null, keepPlaceAt: 0 },
    });
    // Asked once more after a lost answer.
    await first.ask('conversation.leaveMessage', of);
    const said = await lines(of.conversationId);
    expect(said.filter((line) => line === WORDS)).toHaveLength(1);
    const [third] = await waits();
    expect((await conversationOf(first)).queue).toBeNull();
    expect((await conversationOf(second)).queue?.position).toBe(2);
    expect((await conversationOf(third)).queue?.position).toBe(3);
    await world.hire('A1001', { capacity: 1 });
    expect(await conversationOf(first)).toMatchObject({
      state: 'active',
      leftMessageAt: 0,
    });
    expect((await conversationOf(second)).state).toBe('waiting');
    expect(await world.all<Push>('pushes', { openid: first.me })).toEqual([]);
  });

  it('is the one who waits, as long as he does', async () => {
    const [person, of] = await waits();
    const stranger = world.customerPhone();
    const refused = (who: Person) =>
      who.refusal('conversation.leaveMessage', of);
    expect(await refused(stranger)).toBe('NOT_FOUND');
    await world.hire('A1001');
    const before = await conversationOf(person);
    const late = await person.ask('conversation.leaveMessage', of);
    expect(late.left).toBe(false);
    expect(await conversationOf(person)).toEqual(before);
    await person.ask('conversation.close', { ...of, reason: 'customer' });
    expect(await refused(person)).toBe('CONVERSATION_CLOSED');
  });

  it('waits again like anybody when he writes after the end', async () => {
    const [person, of] = await waits();
    await person.ask('conversation.leaveMessage', of);
    await person.ask('conversation.close', { ...of, reason: 'customer' });
    await person.says('还有一件事');
    expect(await conversationOf(person)).toMatchObject({
      _id: of.conversationId,
      state: 'waiting',
      leftMessageAt: 0,
      queue: { position: 1 },
    });
  });
});

describe('[B-43] a place that is kept', () => {
  it('is told to his phone, and again after its time', async () => {
    const [person, of] = await waits();
    const kept = await person.ask('conversation.keepPlace', of);
    const since = kept.conversation.keepPlaceAt ?? 0;
    expect(since).toBeGreaterThan(0);
    expect((await conversationOf(person)).keepPlaceAt).toBe(since);
    await world.door.advance(LIMITS.keepPlaceMs - 60_000);
    const early = await person.ask('conversation.keepPlace', of);
    expect(early.conversation.keepPlaceAt).toBe(since);
    await world.door.advance(60_000);
    const again = await person.ask('conversation.keepPlace', of);
    expect(again.conversation.keepPlaceAt).toBeGreaterThan(since);
  });

  it('remembers where he stood at first', async () => {
    const [first, of] = await waits();
    const [second] = await waits();
    expect((await conversationOf(second)).queue).toMatchObject({ from: 2 });
    await first.ask('conversation.close', { ...of, reason: 'customer' });
    await waits();
    expect((await conversationOf(second)).queue).toMatchObject({
      position: 1,
      from: 2,
    });
  });
});

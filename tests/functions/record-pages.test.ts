import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputOf } from '../../domain/actions/index';
import type { Conversation } from '../../domain/conversation/schema';
import type { Person, WebPerson } from '../support/person';
import { startWorld, type World } from '../support/world';

const CONVERSATIONS = 44;

let world: World;
let admin: WebPerson;
let talks: { customer: Person; conversation: Conversation }[];

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  admin = await world.setUp();
  // Many at once: some have their last message in the same millisecond.
  talks = await Promise.all(
    Array.from({ length: CONVERSATIONS }, async () => {
      const customer = world.customerPhone();
      const { conversation } = await customer.says('你好');
      return { customer, conversation };
    })
  );
});
afterAll(() => world.stop());

describe('[F012a] records come in pages', () => {
  it('that repeat none and leave none out while people go on talking', async () => {
    const seen: string[] = [];
    const times: number[] = [];
    let after: InputOf<'record.list'>['after'];
    do {
      const page = await admin.ask('record.list', { ...(after && { after }) });
      expect(page.records.length).toBeLessThanOrEqual(20);
      seen.push(...page.records.map(({ conversationId }) => conversationId));
      times.push(...page.records.map(({ lastAt }) => lastAt));
      if (!after) await speakIn(seen[0] ?? '');
      after = page.next ?? undefined;
    } while (after);
    const wanted = talks.map(({ conversation }) => conversation._id);
    expect(seen.toSorted()).toEqual(wanted.toSorted());
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });

  it('[F007a] and so does what was said in one of them', async () => {
    const customer = world.customerPhone();
    const { conversation } = await customer.says('1');
    const conversationId = conversation._id;
    for (let n = 2; n <= 45; n += 1)
      await customer.writes(conversation, `${n}`);
    await customer.ask('conversation.afterSend', { conversationId });
    const seqs: number[] = [];
    let beforeSeq: number | undefined;
    do {
      const page = await admin.ask('record.get', {
        conversationId,
        ...(beforeSeq !== undefined && { beforeSeq }),
      });
      const own = page.messages.map(({ seq }) => seq);
      expect(own).toEqual(own.toSorted((a, b) => a - b));
      seqs.unshift(...own);
      beforeSeq = page.next ?? undefined;
    } while (beforeSeq !== undefined);
    const said = seqs.filter(Number.isInteger);
    expect(said).toEqual(Array.from({ length: 45 }, (_, at) => at + 1));
    expect(new Set(seqs).size).toBe(seqs.length);
  });
});

/** Somebody on the first page says more, which moves him to its top. */
async function speakIn(conversationId: string): Promise<void> {
  const talk = talks.find(
    ({ conversation }) => conversation._id === conversationId
  );
  if (!talk) throw new Error(`no conversation ${conversationId}`);
  await talk.customer.writes(talk.conversation, '还有');
  await talk.customer.ask('conversation.afterSend', { conversationId });
}

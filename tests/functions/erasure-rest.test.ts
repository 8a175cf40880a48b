import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COLLECTIONS } from '../../domain/values/collections';
import { newMessageId } from '../../domain/values/message-id';
import { outgoing, type Person, type WebPerson } from '../support/person';
import { PUSH_TEMPLATE, startWorld, type World } from '../support/world';

const PHONE = '13987654321';
const SAID = '我的订单还没有到';
/** What is known of him, by what it is. */
const known = {
  openid: 'openid-of-the-one-who-goes',
  said: SAID,
  written: '地址是幸福路八号',
  answered: '马上为您查',
  noted: '这位客户很着急',
  nick: '爱吃苹果的人',
  name: '王小明',
  unit: '幸福公司',
  remark: '喜欢早上来电',
  tag: '老客户甲',
  comment: '回答得很慢',
  masked: '139****4321',
  blocked: '刷屏骂人',
};

let world: World;
let admin: WebPerson;
let customer: Person;
let customerId: string;

const newId = () => newMessageId(Date.now(), Math.random);
const himself = async () =>
  (await world.all('customers', { _id: known.openid }))[0];

/** Where a word stands anywhere in the database. */
async function placesOf(word: string): Promise<string[]> {
  const places: string[] = [];
  for (const name of COLLECTIONS) {
    const text = JSON.stringify(await world.all(name));
    if (text.includes(word)) places.push(name);
  }
  return places;
}

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  admin = await world.setUp();
  const { phone, staffId } = await world.hire('A1001');
  customer = world.customerPhone(known.openid);
  await customer.ask('conversation.enter', {});
  const { version } = await customer.ask('privacy.state', {});
  await customer.ask('privacy.consent', { version });
  const results = { [PUSH_TEMPLATE]: 'accept' as const };
  await customer.ask('push.credit', { results, key: 'one-report' });
  const { conversation } = await customer.says(known.said);
  const { _id: conversationId } = conversation;
  ({ customerId } = conversation);
  await customer.ask('customer.setName', { nick: known.nick });
  await customer.writes(conversation, known.written);
  await phone.writes(conversation, known.answered);
  await phone.ask('conversation.afterSend', { conversationId });
  const note = { conversationId, noteId: newId(), text: known.noted };
  await phone.ask('desk.note', note);
  const { name, unit } = known;
  await admin.ask('customer.update', { customerId, phone: PHONE, name, unit });
  await admin.ask('customer.bind', { customerId, staffId });
  const add = [known.tag];
  await admin.ask('customer.tag', { customerId, add, remove: [] });
  const remark = { customerId, remarkId: newId(), text: known.remark };
  await admin.ask('customer.remark', remark);
  await admin.ask('customer.phone', { customerId, purpose: '回电核实' });
  const reason = 'customer';
  await customer.ask('conversation.close', { conversationId, reason });
  await customer.ask('conversation.rate', {
    conversationId,
    score: 2,
    resolved: false,
    comment: known.comment,
  });
  await customer.says(known.said);
  await customer.ask('privacy.export', {});
  const block = { customerId, hours: 1, reason: known.blocked };
  await admin.ask('customer.block', block);
});
afterAll(() => world.stop());

describe('[B-115] [A-N19] when his account was deleted', () => {
  it('nothing of him is left, in no collection', async () => {
    const { phoneSealed, phoneKey } = (await himself()) ?? {};
    const words = { ...known, phoneSealed, phoneKey } as Record<string, string>;
    for (const [what, word] of Object.entries(words)) {
      expect(await placesOf(word), what).not.toEqual([]);
    }
    const erasureId = newId();
    const asked = { erasureId, confirm: true } as const;
    const { certificate } = await customer.ask('privacy.erase', asked);
    expect(certificate.state).toBe('done');
    for (const [what, word] of Object.entries({ ...words, PHONE })) {
      expect(await placesOf(word), what).toEqual([]);
    }
  });

  it('of his customerId only the audit knows, which the law keeps', async () => {
    expect(await placesOf(customerId)).toEqual(['audit']);
    expect(await world.all('customers', { customerId })).toEqual([]);
  });

  it('he is still blocked when he comes back, and free when that is over', async () => {
    const back = world.customerPhone(known.openid);
    await back.ask('conversation.enter', {});
    const marks = async () => {
      const all = await world.all<{ _id: string }>('limits');
      return all.filter(({ _id }) => _id.startsWith('block.'));
    };
    const message = () => outgoing('又是我', Date.now());
    const start = () =>
      back.refusal('conversation.start', { message: message() });
    expect(await start()).toBe('CUSTOMER_BLOCKED');
    expect(await himself()).toMatchObject({ blockReason: '' });
    // Nothing is kept beside his record, so whoever lets him go has done so.
    expect(await marks()).toEqual([]);
    const erasureId = newId();
    await back.ask('privacy.erase', { erasureId, confirm: true });
    expect(await marks()).toHaveLength(1);
    expect(await placesOf(known.openid)).toEqual([]);
    expect(await start()).toBe('CUSTOMER_BLOCKED');
    await world.door.advance(61 * 60_000);
    expect(await start()).toBe('OK');
  });
});

import {
  afterAll,
  afterEach,
  beforeAll,
  describe,
  expect,
  it,
  vi,
} from 'vitest';
import type { Conversation } from '../../domain/conversation/schema';
import type { Case } from '../../domain/conversation/case';
import type { Message } from '../../domain/message/schema';
import type { Check } from '../../domain/safety/schema';
import type { Push } from '../../domain/push/schema';
import type { Settings } from '../../domain/settings/schema';
import { LIMITS } from '../../domain/values/limits';
import { BYTES, saying, uploaded, writes } from '../support/files';
import { stopTimers } from '../support/killing';
import type { Person } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';
import {
  expected,
  FAILURES,
  MODES,
  TABLE,
  TEXTS,
  type Row,
} from './safety-table';

type Safety = Settings['safety'];
const MINUTE = 60_000;
const SWEEP = { function: 'conversation', trigger: 'sweep' };
const OFF: Safety = {
  mode: 'show-first',
  askWechat: false,
  onFailure: 'open',
  words: [],
};

let world: World;
let agent: Hired;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  agent = await world.hire('A1001', { capacity: 200 });
  const functions = [
    { msgType: 'event', event: 'wxa_media_check', function: 'wechat' },
  ];
  await world.door.put('wechat/message-push', { messagePush: { functions } });
  await world.door.put('wechat/words', {
    words: [
      { word: '违规测试', label: 20006, suggest: 'risky' },
      { word: '可疑测试', label: 10001, suggest: 'review' },
    ],
  });
});
afterEach(() => world.door.post('faults', { clear: true }));
afterAll(() => world.stop());

const set = (more: Partial<Safety>) =>
  world.settings('safety', { ...OFF, ...more });
const messageOf = async (_id: string) =>
  (await world.all<Message>('messages', { _id }))[0];
const conversationOf = async (_id: string) =>
  (await world.all<Conversation>('conversations', { _id }))[0];
const caseOf = async (_id: string) =>
  (await world.all<Case>('cases', { _id }))[0];
const checkOf = async (_id: string) =>
  (await world.all<Check>('checks', { _id }))[0];

async function talk() {
  const customer = world.customerPhone();
  const { conversation } = await customer.says('你好');
  await customer.ask('work.run', {});
  return { customer, conversation, conversationId: conversation._id };
}
type Talk = Awaited<ReturnType<typeof talk>>;

async function says(by: Person, { conversation }: Talk, text: string) {
  const { id, refused } = await by.writes(conversation, text);
  expect(refused).toBeNull();
  const { _id: conversationId } = conversation;
  const done = await by.ask('conversation.afterSend', { conversationId });
  return { id, ...done };
}

describe('[F003b] a word of the list', () => {
  beforeAll(() => set({ words: ['代开发票', 'casino'] }));

  it.each([
    '可以代开发票吗',
    '可以 代 开 发 票 吗',
    '代​开发票',
    'ＣＡＳＩＮＯ',
  ])(
    'leaves a tombstone that says why, and marks the case: %s',
    async (text) => {
      const its = await talk();
      const { id, conversation } = await says(its.customer, its, text);
      expect(await messageOf(id)).toMatchObject({
        kind: 'tombstone',
        body: { text: '' },
        reason: 'words',
        seq: 2,
      });
      expect(conversation.lastText).toBe('[消息已被拦截]');
      const { flagged } = (await caseOf(its.conversationId)) ?? {};
      expect(flagged).toBe(1);
      expect(JSON.stringify(await world.all('messages'))).not.toContain(text);
    }
  );

  it('holds for what an agent says on the web, and leaves no push', async () => {
    const its = await talk();
    const desk = await world.web();
    await desk.signsIn(agent.staffCode, agent.password);
    const { id } = await says(desk, its, '去 casino 玩');
    expect(await messageOf(id)).toMatchObject({ reason: 'words' });
    const { conversationId } = its;
    expect(await world.all('pushes', { conversationId })).toEqual([]);
  });

  it('is refused at once where a function is asked', async () => {
    const { customer, conversationId } = await talk();
    const message = saying.text('代开发票');
    const before = await world.all('messages');
    const codes = [
      await customer.refusal('conversation.send', { conversationId, message }),
      await world.customerPhone().refusal('conversation.start', { message }),
    ];
    expect(codes).toEqual(['MESSAGE_RISKY', 'MESSAGE_RISKY']);
    expect(await world.all('messages')).toEqual(before);
  });

  it('is looked for in names of files too', async () => {
    const its = await talk();
    const { customer, conversation, conversationId } = its;
    const pdf = BYTES.pdf;
    const { fileId } = await uploaded(world, customer, 'file', 'pdf', pdf);
    const message = saying.file(fileId, '代开发票.pdf');
    await writes(customer, conversation, message);
    await customer.ask('conversation.afterSend', { conversationId });
    expect(await messageOf(message._id)).toMatchObject({ reason: 'words' });
  });
});

/** Something said that WeChat will judge so. */
async function make({ kind, verdict }: Row, { customer }: Talk) {
  if (kind === 'text') return saying.text(TEXTS[verdict]);
  const extension = kind === 'image' ? 'jpg' : 'mp3';
  const bytes = BYTES[extension];
  const place = await uploaded(world, customer, kind, extension, bytes);
  const name = /(\w+)\.\w+$/.exec(place.cloudPath)?.[1];
  const judged = verdict === 'none' ? 'pass' : verdict;
  const media = [{ name, label: 20002, suggest: judged }];
  await world.door.put('wechat/media', { media });
  return kind === 'image'
    ? saying.image(place.fileId)
    : saying.voice(place.fileId);
}

describe.each(MODES)('[B-112] WeChat is asked, %s', (mode) => {
  describe.each(FAILURES)('on failure %s', (onFailure) => {
    beforeAll(() => set({ askWechat: true, mode, onFailure }));

    const rows = TABLE.filter(
      (row) => row.mode === mode && row.onFailure === onFailure
    );
    it.each(rows)('$kind, verdict $verdict', async (row) => {
      const its = await talk();
      const { customer, conversation, conversationId } = its;
      const unanswered = row.verdict === 'none';
      const message = await make(row, its);
      await writes(customer, conversation, message);
      const done = await customer.ask('conversation.afterSend', {
        conversationId,
      });
      expect(done.workWaits).toBe(true);
      const meanwhile = await messageOf(message._id);
      const shown = mode === 'show-first';
      expect(meanwhile?.seq).toBe(shown ? 2 : -1);
      expect(meanwhile?.safety).toBe('waiting');
      if (unanswered) {
        await world.door.post('wechat/errors', { errcode: 61010, times: 1 });
      }
      await customer.ask('work.run', {});
      await vi.waitFor(
        async () => {
          const check = await checkOf(message._id);
          expect(check?.status).toBe('done');
        },
        { timeout: 15_000, interval: 100 }
      );
      const after = await messageOf(message._id);
      expect(after).toMatchObject({ seq: 2, ...expected(row) });
      const { flagged = 0 } = (await caseOf(conversationId)) ?? {};
      const marked = after?.kind === 'tombstone' || row.verdict === 'review';
      expect(flagged > 0).toBe(marked && after?.reason !== 'unchecked');
      const { seq } = (await conversationOf(conversationId)) ?? {};
      expect(seq).toBe(2);
    });
  });
});

describe('what is held', () => {
  beforeAll(() => set({ askWechat: true, mode: 'hold', onFailure: 'closed' }));

  it('as a first message opens the conversation and nothing more', async () => {
    const customer = world.customerPhone();
    await customer.ask('conversation.enter', {});
    const message = saying.text('违规测试');
    const begun = await customer.ask('conversation.start', { message });
    expect(begun.conversation).toMatchObject({ seq: 0, lastText: '' });
    expect(begun.message).toMatchObject({ seq: -1, safety: 'waiting' });
    const { _id: conversationId } = begun.conversation;
    const done = await customer.ask('conversation.afterSend', {
      conversationId,
    });
    expect(done.workWaits).toBe(true);
    await customer.ask('work.run', {});
    expect(await messageOf(message._id)).toMatchObject({
      seq: 1,
      kind: 'tombstone',
      reason: 'risky',
    });
    const { workWaits } = await customer.ask('conversation.afterSend', {
      conversationId,
    });
    expect(workWaits).toBe(false);
  });

  it('leaves its push when it is let through, not before', async () => {
    const its = await talk();
    const { conversationId } = its;
    const { id } = await says(agent.phone, its, '已发货');
    // By the rule nobody but its own side can read it.
    expect(await messageOf(id)).toMatchObject({ seq: -1, customer: '-' });
    const { id: asked } = await says(its.customer, its, '到哪了');
    const unread = { seq: -1, agentOpenid: '-', agentUid: '-' };
    expect(await messageOf(asked)).toMatchObject(unread);
    const pushes = () => world.all<Push>('pushes', { conversationId });
    expect(await pushes()).toEqual([]);
    expect((await conversationOf(conversationId))?.lastText).toBe('你好');
    await agent.phone.ask('work.run', {});
    expect(await messageOf(id)).toMatchObject({
      seq: 2,
      safety: 'pass',
      customer: its.customer.me,
    });
    expect(await pushes()).toMatchObject([{ summary: '已发货' }]);
  });

  it('is told to clients, who draw it once it has a number', async () => {
    const customer = world.customerPhone();
    expect((await customer.ask('conversation.enter', {})).hold).toBe(true);
    expect((await agent.phone.ask('account.session', {})).hold).toBe(true);
  });

  it('and taken back meanwhile is a tombstone in its place', async () => {
    const its = await talk();
    const { customer, conversationId } = its;
    const { id: messageId } = await says(customer, its, '算了');
    await customer.ask('message.recall', { conversationId, messageId });
    await customer.ask('work.run', {});
    const after = await messageOf(messageId);
    expect(after).toMatchObject({ kind: 'tombstone', seq: 2 });
    expect(after?.reason).toBeUndefined();
  });

  it('is decided by doubt when nobody could ask in time', async () => {
    const its = await talk();
    await stopTimers(world, ['wechat']);
    const { id } = await says(its.customer, its, '正常');
    await world.door.advance(LIMITS.textCheckMs + MINUTE);
    await world.door.post('triggers/fire', SWEEP);
    await vi.waitFor(async () => {
      const after = await messageOf(id);
      expect(after).toMatchObject({ seq: 2, reason: 'unchecked' });
    });
    await stopTimers(world, ['wechat'], 0);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import type { CustomerChat } from '../../miniprogram/services/customer-chat';
import {
  EMPTY_CUSTOMER,
  type CustomerState,
} from '../../miniprogram/services/customer-state';
import { chatView } from '../../miniprogram/pages/chat/chat-view';
import { openingWords } from '../../miniprogram/views/opening-words';
import { chatTools, enterChat } from './support/chat-tools';
import { CONVERSATION, fresh, looked } from './support/fake-service';
import { createFakeWorld, type FakeWorld } from './support/fake-world';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const there = (text: string) => Date.parse(`${text}+08:00`);
const closedUntil = (changesAt: number | null) => ({
  open: false,
  changesAt,
  offsetMinutes: 480,
});

describe('[A-BR04] when it opens, in words', () => {
  const night = there('2026-11-23T22:00');
  it.each([
    ['2026-11-24T08:30', '明早 8:30'],
    ['2026-11-24T13:05', '明天 13:05'],
    ['2026-11-25T09:00', '后天 9:00'],
    ['2026-11-30T08:30', '11月30日 8:30'],
    ['2026-11-23T23:30', '今天 23:30'],
  ])('at %s: %s', (opens, words) => {
    expect(openingWords(closedUntil(there(opens)), night)).toBe(words);
  });

  it('after midnight it is this morning, by the clocks of the place', () => {
    const service = closedUntil(there('2026-11-24T08:30'));
    const late = there('2026-11-24T00:10');
    expect(openingWords(service, late)).toBe('今早 8:30');
    const west = { ...service, offsetMinutes: -300 };
    // 19:30 there, and 11:10 of the same day.
    expect(openingWords(west, late)).toBe('今天 19:30');
  });

  it('says nothing once it has opened, or where nobody knows', () => {
    const opens = there('2026-11-24T08:30');
    expect(openingWords(closedUntil(opens), opens)).toBe('');
    expect(openingWords(closedUntil(null), night)).toBe('');
  });
});

describe('[A-BR04] what the customer sees while it is closed', () => {
  const now = there('2026-11-23T22:00');
  const closed = closedUntil(there('2026-11-24T08:30'));
  const agent = {
    ...looked(null, now).agent,
    kind: 'exclusive' as const,
    presence: 'online' as const,
  };
  const see = (patch: Partial<CustomerState>) =>
    chatView({ ...EMPTY_CUSTOMER, phase: 'ready', ...patch }, 0, now);

  it('nobody there: when he will be answered, and no place in a queue', () => {
    const conversation = fresh(now, {
      state: 'waiting',
      agentCard: null,
      queue: { position: 1, etaSeconds: null },
    });
    const view = see({ service: closed, conversation });
    expect(view).toMatchObject({
      placeholder: '留言，明早 8:30 起按先后回复',
      hours: '现在是下班时间，您可以直接留言，我们明早 8:30 起按先后回复。',
      aside: '',
      queue: null,
    });
    expect(view.header.second).toBe('下班时间 · 明早 8:30 上班');
  });

  it('his agent is away: when that one is back', () => {
    const away = { ...agent, presence: 'offline' as const };
    const view = see({
      service: closed,
      agent: away,
      conversation: fresh(now),
    });
    expect(view.header.second).toBe('离线 · 明早 8:30 上班');
    expect(view.placeholder).toContain('明早 8:30');
  });

  it('somebody on duty: who, and that it may take longer', () => {
    const view = see({ service: closed, agent, conversation: fresh(now) });
    expect(view.aside).toBe('现在是值班时间，由 陈雨桐 接待，回复可能慢一些');
    expect(view.placeholder).toBe('说说您遇到的问题');
  });

  it('in the hours: how soon he usually answers, if it is known', () => {
    const open = { ...closed, open: true };
    expect(see({ service: open, agent }).header.second).toBe(
      '在线 · 通常 3 分钟内回复'
    );
    const slow = { ...agent, replyMinutes: 120 };
    expect(see({ service: open, agent: slow }).usual).toBe('通常 2 小时内回复');
    const unknown = { ...agent, replyMinutes: null };
    expect(see({ service: open, agent: unknown }).header.second).toBe('在线');
    expect(see({ service: open, agent }).hours).toBe('');
  });

  it('turns over by itself when it opens', () => {
    const opens = { ...closed, changesAt: now };
    expect(see({ service: opens }).placeholder).toBe('说说您遇到的问题');
  });
});

describe('what entering said stays true', () => {
  let world: FakeWorld;
  let chat: CustomerChat;
  const { put, agentSays } = chatTools(() => ({ world, chat }));
  const called = (action: string) =>
    world.cloud.calls.filter((one) => one === action).length;
  const answers = (patch: object) => {
    const answer = () => ({
      ...looked(
        world.cloud.db.all('conversations')[0] ?? null,
        world.clock.now()
      ),
      ...patch,
    });
    world.cloud.on('conversation.look', answer);
    return answer;
  };

  beforeEach(() => {
    world = createFakeWorld();
  });

  it('[A-BR04] when it opens he is given to somebody, without a tap', async () => {
    const opens = world.clock.now() + 2 * HOUR;
    const answer = answers({ service: closedUntil(opens), agent: null });
    world.cloud.on('conversation.enter', () => ({
      ...answer(),
      entryId: 'e1',
      codeValid: true,
    }));
    put(
      'conversations',
      fresh(world.clock.now(), { state: 'waiting', agentCard: null })
    );
    chat = await enterChat(world);
    await world.clock.advance(2 * HOUR - MINUTE);
    expect(called('conversation.look')).toBe(0);
    expect(called('conversation.dispatch')).toBe(0);
    answers({});
    await world.clock.advance(2 * MINUTE);
    expect(chat.store.get()).toMatchObject({
      service: { open: true },
      agent: { name: '陈雨桐' },
    });
    expect(called('conversation.look')).toBe(1);
    expect(called('conversation.dispatch')).toBe(1);
  });

  it('[US001] the header follows the agent when the page is shown again', async () => {
    put('conversations', fresh(world.clock.now()));
    chat = await enterChat(world);
    answers({ agent: { ...looked(null, 0).agent, presence: 'offline' } });
    chat.hide();
    chat.show();
    await world.clock.advance(100);
    // A moment ago it was true.
    expect(called('conversation.look')).toBe(0);
    chat.hide();
    await world.clock.advance(MINUTE);
    chat.show();
    await world.clock.advance(100);
    expect(chat.store.get().agent?.presence).toBe('offline');
    // Away, they said, and now he writes.
    answers({});
    await world.clock.advance(MINUTE);
    agentSays('我回来了', 1);
    await world.clock.advance(100);
    expect(chat.store.get().agent?.presence).toBe('online');
    expect(called('conversation.look')).toBe(2);
  });

  it('[US002] somebody else has it now: he is asked for once', async () => {
    put('conversations', fresh(world.clock.now()));
    chat = await enterChat(world);
    const agentCard = { name: '周航', avatar: '', specialty: '' };
    answers({ agent: { ...looked(null, 0).agent, ...agentCard } });
    const before = world.cloud.db.get('conversations', CONVERSATION);
    put('conversations', { ...before, staffId: 's2', agentCard });
    await world.clock.advance(1_000);
    expect(chat.store.get().agent?.name).toBe('周航');
    await world.clock.advance(MINUTE);
    expect(called('conversation.look')).toBe(1);
  });

  it('nobody asks for a page that nobody looks at', async () => {
    put('conversations', fresh(world.clock.now()));
    chat = await enterChat(world);
    await world.clock.advance(HOUR);
    expect(called('conversation.look')).toBe(0);
    chat.touch();
    await world.clock.advance(10_000);
    chat.hide();
    await world.clock.advance(HOUR);
    expect(called('conversation.look')).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import type { ReadMessage } from '../../miniprogram/services/guard';
import type { OutboxEntry } from '../../miniprogram/services/outbox';
import { patchOf } from '../../miniprogram/platform/patch';
import { listView } from '../../miniprogram/views/conversation-row';
import { isFewEmoji, textParts } from '../../miniprogram/views/text-parts';
import {
  threadItems,
  type ThreadInput,
  type ThreadItem,
} from '../../miniprogram/views/thread-view';
import {
  listWords,
  momentWords,
  waitWords,
} from '../../miniprogram/views/time-words';
import { AGENT, CONVERSATION, CUSTOMER, fresh } from './support/fake-service';

const MINUTE = 60_000;
const NOON = Date.UTC(2026, 9, 22, 12, 0);

function message(seq: number, from: string, at: number): ReadMessage {
  return {
    _id: `m${String(seq).padStart(19, '0')}`,
    conversationId: CONVERSATION,
    customer: CUSTOMER,
    agentOpenid: AGENT,
    agentUid: '-',
    from,
    sentAt: at,
    at,
    seq,
    kind: 'text',
    body: { text: `第 ${seq} 条` },
  };
}

function entry(patch: Partial<OutboxEntry>): OutboxEntry {
  return {
    id: 'p0000000000000000001',
    lane: 'customer',
    text: '在路上',
    from: CUSTOMER,
    createdAt: NOON,
    place: { conversationId: CONVERSATION, afterSeq: 1 },
    state: 'waiting',
    tries: 0,
    ...patch,
  };
}

function items(patch: Partial<ThreadInput>): ThreadItem[] {
  return threadItems({
    me: CUSTOMER,
    side: 'customer',
    conversation: fresh(NOON),
    messages: [],
    pending: [],
    other: null,
    divider: { afterSeq: 0, before: 0 },
    online: true,
    now: NOON,
    ...patch,
  });
}

const brief = (list: ThreadItem[]) =>
  list.map((item) =>
    item.type === 'message' ? `${item.text}|${item.caption}` : item.type
  );

describe('a thread', () => {
  it('groups a run, draws its avatar once and its caption under the last', () => {
    const messages = [
      message(1, CUSTOMER, NOON - 2 * MINUTE),
      message(2, CUSTOMER, NOON - MINUTE),
      message(3, AGENT, NOON),
    ];
    const list = items({ messages });
    expect(brief(list)).toEqual([
      'time',
      '第 1 条|',
      '第 2 条|已送达',
      '第 3 条|',
    ]);
    const firsts = list.flatMap((one) =>
      one.type === 'message' ? [one.first] : []
    );
    expect(firsts).toEqual([true, false, true]);
  });

  it('[A-P04] to an agent whoever is not the customer spoke on his side', () => {
    const list = items({
      me: 'agent-web',
      side: 'agent',
      messages: [
        message(1, CUSTOMER, NOON),
        message(2, AGENT, NOON),
        { ...message(3, AGENT, NOON), replyTo: message(2, '', 0)._id },
      ],
    });
    const bubbles = list.flatMap((one) =>
      one.type === 'message' ? [one] : []
    );
    expect(bubbles.map(({ own }) => own)).toEqual([false, true, true]);
    expect(bubbles[2]?.quote).not.toMatch(/客户/);
    expect(bubbles.map(({ first }) => first)).toEqual([true, true, false]);
  });

  it('[F007d] says 已读 once the other side has read so far', () => {
    const cursor = { readSeq: 1 } as ThreadInput['other'];
    const list = items({
      messages: [message(1, CUSTOMER, NOON)],
      other: cursor,
    });
    expect(brief(list)).toEqual(['time', '第 1 条|已读']);
  });

  it('[F003f] shows sending, queued and failed as what they are', () => {
    const look = (pending: OutboxEntry, online = true) =>
      items({ pending: [pending], online }).flatMap((one) =>
        one.type === 'message' ? [`${one.state}|${one.caption}`] : []
      );
    expect(look(entry({}))).toEqual(['sending|']);
    expect(look(entry({ tries: 2 }))).toEqual(['queued|等待网络']);
    expect(look(entry({}), false)).toEqual(['queued|等待网络']);
    expect(look(entry({ state: 'failed' }))).toEqual([
      'failed|没有发出 · 点按重发',
    ]);
  });

  it('leaves a failed one where it was written', () => {
    const messages = [message(1, AGENT, NOON), message(2, AGENT, NOON)];
    const list = items({ messages, pending: [entry({ state: 'failed' })] });
    expect(brief(list)).toEqual([
      'time',
      '第 1 条|',
      '在路上|没有发出 · 点按重发',
      '第 2 条|',
    ]);
  });

  it('does not draw a delivered message twice while the outbox lets go', () => {
    const messages = [message(1, CUSTOMER, NOON)];
    const pending = [entry({ id: messages[0]?._id ?? '' })];
    expect(items({ messages, pending })).toHaveLength(2);
  });

  it('marks as new only what came while nobody looked', () => {
    const messages = [
      message(1, AGENT, NOON - 9 * MINUTE),
      message(2, AGENT, NOON - 8 * MINUTE),
      message(3, AGENT, NOON),
    ];
    const divider = { afterSeq: 1, before: NOON - MINUTE };
    const kinds = items({ messages, divider }).map((item) => item.type);
    expect(kinds).toEqual([
      'time',
      'message',
      'divider',
      'message',
      'time',
      'message',
    ]);
  });

  it('ends a closed conversation with a line', () => {
    const conversation = fresh(NOON - 26 * MINUTE, {
      state: 'closed',
      closedAt: NOON,
    });
    const list = items({ conversation });
    expect(list).toMatchObject([
      { type: 'seam', text: '会话已结束 12:00 · 历时 26 分钟' },
    ]);
  });
});

describe('words for times', () => {
  it('are short today and exact later', () => {
    expect(momentWords(NOON, NOON)).toBe('今天 12:00');
    expect(momentWords(NOON - 24 * 60 * MINUTE, NOON)).toBe('昨天 12:00');
    expect(listWords(NOON, NOON)).toBe('12:00');
    expect(listWords(Date.UTC(2026, 2, 5), NOON)).toBe('3 月 5 日');
    expect(listWords(Date.UTC(2025, 9, 22), NOON)).toBe('2025-10-22');
  });

  it('count a waiting customer in minutes, hours and days', () => {
    expect(waitWords(48_000)).toBe('0:48');
    expect(waitWords(12 * MINUTE + 5_000)).toBe('12:05');
    expect(waitWords(125 * MINUTE)).toBe('2 小时');
    expect(waitWords(73 * 60 * MINUTE)).toBe('3 天');
  });
});

describe('a text', () => {
  it('has addresses and mobile numbers to tap, and nothing else', () => {
    expect(
      textParts('见 https://a.cn/x，或打 13800138000，单号 202610221300')
    ).toEqual([
      { kind: 'plain', text: '见 ' },
      { kind: 'link', text: 'https://a.cn/x' },
      { kind: 'plain', text: '，或打 ' },
      { kind: 'phone', text: '13800138000' },
      { kind: 'plain', text: '，单号 202610221300' },
    ]);
  });

  it('of up to three emoji is drawn large', () => {
    expect(['👍', '❤️', '👍👍👍'].map(isFewEmoji)).toEqual([true, true, true]);
    expect(['👍👍👍👍', '好👍', '1', ''].map(isFewEmoji)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('the list of an agent', () => {
  const open = [
    fresh(NOON, { _id: 'a', waitingSince: 1, unreadAgent: 2, seq: 5 }),
    fresh(NOON, { _id: 'b', waitingSince: 1, unreadAgent: 1, seq: 5 }),
    fresh(NOON, { _id: 'c', waitingSince: null, seq: 5 }),
  ];
  const input = {
    open,
    closed: [],
    ownRead: { b: 5 },
    draftOf: (id: string) => (id === 'c' ? '写到一半' : ''),
    now: NOON,
  };

  it('[F006e] keeps what was opened and not answered in 待回复', () => {
    const view = listView('waiting', input);
    expect(view.rows.map((row) => row.id)).toEqual(['a']);
    expect(view.seen.map((row) => row.id)).toEqual(['b']);
  });

  it('[F006d] has no badge once it was read here, but the clock goes on', () => {
    const [seen] = listView('waiting', input).seen;
    expect(seen).toMatchObject({ badge: 0, waitingSince: 1 });
  });

  it('shows a draft instead of the last message', () => {
    const [row] = listView('active', input).rows;
    expect(row).toMatchObject({ mark: '[草稿]', text: '写到一半' });
  });
});

describe('a patch for setData', () => {
  it('changes single elements of a list that grew at its end', () => {
    const shown = {
      items: [
        { key: 1, x: 1 },
        { key: 2, x: 1 },
      ],
      n: 1,
    };
    const next = {
      items: [
        { key: 1, x: 1 },
        { key: 2, x: 2 },
        { key: 3, x: 1 },
      ],
      n: 1,
    };
    expect(patchOf(shown, next)).toEqual({
      'items[1]': { key: 2, x: 2 },
      'items[2]': { key: 3, x: 1 },
    });
  });

  it('replaces a list whose beginning has changed', () => {
    const next = { items: [{ key: 0 }, { key: 1 }] };
    expect(patchOf({ items: [{ key: 1 }] }, next)).toEqual(next);
  });
});

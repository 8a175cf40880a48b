import { describe, expect, it } from 'vitest';
import { isOneEmoji } from './emoji';
import { judgeWith, type Finding, type Pending } from './judge';
import { ClientMessage, OutgoingMessage } from './schema';
import { summaryOf } from './summary';

const FILE = 'cloud://env.bucket/up/0123456789abcdef0123456789abcdef.jpg';
const BASE = { _id: 'm'.repeat(20), sentAt: 1_000 };
const BODIES = {
  text: { text: '你好' },
  emoji: { text: '👍🏽' },
  image: { text: '', fileId: FILE, width: 1, height: 1, size: 1 },
  voice: { text: '', fileId: FILE, durationMs: 1, size: 1 },
  file: { text: '', fileId: FILE, name: '报告.pdf', size: 1 },
} as const;
const KINDS = Object.keys(BODIES) as (keyof typeof BODIES)[];
const takes = (kind: string, body: unknown, more: object = {}) =>
  OutgoingMessage.safeParse({ ...BASE, kind, body, ...more }).success;

describe('[F003a] the kinds of a message', () => {
  it.each(KINDS)('%s has a body of its own and no other', (kind) => {
    const body = BODIES[kind];
    expect(takes(kind, body)).toBe(true);
    expect(takes(kind, { ...body, more: 1 })).toBe(false);
    expect(takes(kind, { text: body.text, $where: '1' })).toBe(false);
    expect(takes(kind, body, { seq: 1 })).toBe(false);
    for (const name of Object.keys(body)) {
      const { [name as 'text']: _, ...rest } = body;
      expect(takes(kind, rest)).toBe(false);
    }
  });

  it.each(['system', 'note', 'tombstone', 'video', ''])(
    '%s is nothing that a client says',
    (kind) => expect(takes(kind, BODIES.text)).toBe(false)
  );

  it('directly written they have their addresses besides', () => {
    const addressed = {
      conversationId: 'c'.repeat(20),
      customer: 'me',
      agentOpenid: '-',
      agentUid: '-',
      from: 'me',
      seq: 0,
    };
    for (const kind of KINDS) {
      const whole = { ...BASE, kind, body: BODIES[kind], ...addressed };
      expect(ClientMessage.safeParse(whole).success).toBe(true);
      const numbered = { ...whole, seq: 1 };
      expect(ClientMessage.safeParse(numbered).success).toBe(false);
    }
  });
});

describe('[F003b] what a body may not be', () => {
  const wrong: [keyof typeof BODIES, object][] = [
    ['text', { text: ' ' }],
    ['text', { text: 'x'.repeat(2_001) }],
    ['emoji', { text: 'ab' }],
    ['emoji', { text: '👍👍' }],
    ['image', { text: '', fileId: 'https://x/y.jpg' }],
    ['image', { width: 0 }],
    ['image', { width: 1.5 }],
    ['image', { size: -1 }],
    ['image', { text: 'caption' }],
    ['voice', { durationMs: 10 * 60_000 + 1 }],
    ['file', { name: '' }],
    ['file', { name: '../../etc/passwd' }],
    ['file', { name: 'a\\b.pdf' }],
    ['file', { name: 'a\n.pdf' }],
    ['file', { name: 'fdp.\u202Eexe' }],
    ['file', { name: 'x'.repeat(101) }],
  ];
  it.each(wrong)('%s %o', (kind, more) => {
    expect(takes(kind, { ...BODIES[kind], ...more })).toBe(false);
  });
});

describe('one emoji', () => {
  it.each(['😀', '❤️', '👍🏽', '👨‍👩‍👧‍👦', '🇨🇳', '1️⃣', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'])('is %s', (text) => {
    expect(isOneEmoji(text)).toBe(true);
  });
  it.each(['', '1', 'a', '😀😀', '😀 ', '你', '‍', '❤️a'])(
    'is not %o',
    (text) => {
      expect(isOneEmoji(text)).toBe(false);
    }
  );
});

describe('[F003e] what stands in lists', () => {
  it.each([
    ['text', { text: '一\n二' }, '一 二'],
    ['text', { text: 'a@b.cn' }, 'a＠b.cn'],
    ['emoji', { text: '👍' }, '👍'],
    ['image', { text: '' }, '[图片]'],
    ['voice', { text: '' }, '[语音]'],
    ['file', { text: '', name: '报告.pdf' }, '[文件] 报告.pdf'],
    ['tombstone', { text: '' }, '[消息已撤回]'],
  ] as const)('of a %s %o', (kind, body, summary) => {
    expect(summaryOf(kind, body)).toBe(summary);
  });
  it('is short, however long it was', () => {
    const summary = summaryOf('file', { text: '', name: '长'.repeat(100) });
    expect(Array.from(summary)).toHaveLength(60);
  });
});

describe('[F003b] what becomes of a message', () => {
  const written = (kind: keyof typeof BODIES, more = {}): Pending => ({
    ...BASE,
    kind,
    body: BODIES[kind],
    conversationId: 'c'.repeat(20),
    customer: 'me',
    agentOpenid: '-',
    agentUid: '-',
    from: 'me',
    seq: 0,
    ...more,
  });
  const judge = (message: Pending, words: string[] = [], finding?: Finding) =>
    judgeWith(words, new Map(finding ? [[message._id, finding]] : []))(message);

  it('with its file kept names the kept one, at its real size', () => {
    const finding = { kept: true, fileId: 'cloud://e.b/kept/x', size: 7 };
    expect(judge(written('image'), [], finding as Finding)).toMatchObject({
      sound: true,
      safety: 'pass',
      body: { fileId: 'cloud://e.b/kept/x', size: 7, width: 1 },
    });
  });

  it('its shape is looked at first, then its file, then its words', () => {
    const gone: Finding = { kept: false, reason: 'file-missing' };
    const words = ['报告'];
    const broken = written('file', { seq: 9 });
    expect(judge(broken, words, gone)).toMatchObject({ reason: 'broken' });
    const file = written('file');
    expect(judge(file, words, gone)).toMatchObject({ reason: 'file-missing' });
    expect(judge(file, words)).toMatchObject({ reason: 'words' });
    expect(judge(file)).toMatchObject({ sound: true });
  });
});

import { describe, expect, it } from 'vitest';
import { readMessage } from '../../miniprogram/services/guard';
import { threadItems } from '../../miniprogram/views/thread-view';
import { AGENT, CONVERSATION, CUSTOMER, fresh } from './support/fake-service';

const FILE = 'cloud://env.bucket/kept/0123456789abcdef0123456789abcdef.jpg';
const MEDIA = { text: '', fileId: FILE, size: 9 };
const BODIES: Record<string, Record<string, unknown>> = {
  text: { text: '你好' },
  emoji: { text: '👍' },
  image: { ...MEDIA, width: 800, height: 600 },
  voice: { ...MEDIA, durationMs: 3_000 },
  file: { ...MEDIA, name: '报告.pdf' },
};

const raw = (kind: string, body: unknown, more: object = {}) => ({
  _id: 'm'.repeat(20),
  conversationId: CONVERSATION,
  customer: CUSTOMER,
  agentOpenid: AGENT,
  agentUid: '-',
  from: CUSTOMER,
  sentAt: 1_000,
  at: 1_000,
  seq: 1,
  kind,
  body,
  ...more,
});

/** What stands on the screen for it. */
function drawn(document: unknown, me = AGENT): string | undefined {
  const message = readMessage(document);
  if (!message) return undefined;
  const items = threadItems({
    me,
    side: me === AGENT ? 'agent' : 'customer',
    conversation: fresh(1_000),
    messages: [message],
    pending: [],
    other: null,
    divider: { afterSeq: 0, before: 0 },
    online: true,
    now: 2_000,
  });
  return items.at(-1)?.text;
}

describe('[F003a] what is read of each kind', () => {
  it.each([
    ['text', '你好'],
    ['emoji', '👍'],
    ['image', '[图片]'],
    ['voice', '[语音]'],
    ['file', '[文件] 报告.pdf'],
  ])('%s is whole and drawn as %s', (kind, words) => {
    const read = readMessage(raw(kind, BODIES[kind]));
    expect(read).toMatchObject({ kind, body: BODIES[kind] });
    expect(read?.unreadable).toBeUndefined();
    expect(drawn(raw(kind, BODIES[kind]))).toBe(words);
  });

  it('of a body nothing more than its kind has', () => {
    const more = { ...BODIES['image'], onload: 'x', name: 'x', __v: 1 };
    expect(readMessage(raw('image', more))?.body).toEqual(BODIES['image']);
  });
});

describe('[A-P09] what any client may have written', () => {
  const wrong: [string, unknown][] = [
    ['image', { ...BODIES['image'], fileId: 'https://evil.example/x.png' }],
    ['image', { ...BODIES['image'], fileId: { $ne: '' } }],
    ['image', { ...BODIES['image'], width: Number.NaN }],
    ['image', { ...BODIES['image'], width: 1e12 }],
    ['image', { ...BODIES['image'], height: -1 }],
    ['image', { ...BODIES['image'], text: undefined }],
    ['voice', { ...BODIES['voice'], durationMs: '3000' }],
    ['file', { ...BODIES['file'], name: ['x'] }],
    ['file', { ...BODIES['file'], name: 'x'.repeat(10_000) }],
    ['file', { ...BODIES['file'], size: 0 }],
    ['text', { text: 'x'.repeat(100_000) }],
    ['text', null],
    ['__proto__', BODIES['text']],
    ['video', BODIES['text']],
  ];
  it.each(wrong)('keeps its place as a placeholder: %s %o', (kind, body) => {
    const read = readMessage(raw(kind, body));
    expect(read).toMatchObject({
      unreadable: true,
      body: { text: '' },
      seq: 1,
    });
    expect(drawn(raw(kind, body))).toBe('当前版本还不能显示这条消息');
  });

  it('what is held has no number to whoever reads it', () => {
    const held = raw('text', BODIES['text'], { seq: -1 });
    expect(readMessage(held)?.seq).toBe(0);
  });
});

describe('[F003b] a message whose check is not done', () => {
  it('is seen by its sender alone, who is told', () => {
    const held = raw('text', { text: '在检查' }, { seq: -1 });
    const shown = (me: string) =>
      threadItems({
        me,
        side: me === AGENT ? 'agent' : 'customer',
        conversation: fresh(1_000),
        messages: [readMessage(held)].flatMap((one) => one ?? []),
        pending: [],
        other: null,
        divider: { afterSeq: 0, before: 0 },
        online: true,
        now: 2_000,
      });
    expect(shown(CUSTOMER).at(-1)).toMatchObject({
      text: '在检查',
      caption: '正在检查内容，通过后对方可见',
    });
    expect(shown(AGENT)).toEqual([]);
  });
});

describe('[F003b] a message that was withheld', () => {
  const tomb = (reason?: string) =>
    raw('tombstone', { text: '' }, reason ? { reason } : {});

  it('tells its sender why, and the other side that there was one', () => {
    expect(drawn(tomb('file-too-large'), CUSTOMER)).toBe('未发送：文件太大');
    expect(drawn(tomb('words'), AGENT)).toBe('对方的一条消息无法显示');
  });

  it('is not taken for one that was taken back', () => {
    expect(drawn(tomb(), CUSTOMER)).toBe('您撤回了一条消息');
    expect(drawn(tomb('toString'), AGENT)).toBe('对方撤回了一条消息');
  });
});

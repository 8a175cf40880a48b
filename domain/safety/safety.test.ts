import { describe, expect, it } from 'vitest';
import { checkKindOf, newCheck } from './new-check';
import { settlementOf } from './settle';
import { hasWord } from './words';

describe('[F003b] a word of the list', () => {
  const words = ['代开发票', 'casino', '加V信'];
  it.each([
    '可以代开发票吗',
    '代 开\n发 票',
    '代\u200b开\u2060发票',
    'CASINO',
    'ｃａｓｉｎｏ',
    '加v信',
  ])('is found in %o', (text) => expect(hasWord(text, words)).toBe(true));
  it.each(['开发票', 'cas ino', '', '你好'])('is not in %o', (text) =>
    expect(hasWord(text, words)).toBe(false)
  );
  it('of an empty list is in nothing', () => {
    expect(hasWord('代开发票', [])).toBe(false);
  });
});

describe('[B-112] what becomes of a check', () => {
  it.each([
    ['pass', 'closed', { show: true, safety: 'pass' }],
    ['review', 'closed', { show: true, safety: 'review' }],
    ['risky', 'open', { show: false, reason: 'risky' }],
    ['unanswered', 'open', { show: true, safety: 'unchecked' }],
    ['unanswered', 'closed', { show: false, reason: 'unchecked' }],
  ] as const)('%s, on failure %s', (verdict, onFailure, settlement) => {
    expect(settlementOf(verdict, onFailure)).toEqual(settlement);
  });

  it('waits longer for pictures than for words', () => {
    const of = { conversationId: 'c', openid: 'o', held: true };
    const text = newCheck({ ...of, kind: 'text' }, 0).dueAt;
    expect(newCheck({ ...of, kind: 'image' }, 0).dueAt).toBeGreaterThan(text);
  });

  it('is asked for what WeChat can judge', () => {
    expect(checkKindOf('text')).toBe('text');
    expect(checkKindOf('file')).toBe('text');
    expect(checkKindOf('voice')).toBe('voice');
    expect(checkKindOf('emoji')).toBeNull();
    expect(checkKindOf('system')).toBeNull();
  });
});

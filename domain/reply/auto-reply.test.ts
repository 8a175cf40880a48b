import { describe, expect, it } from 'vitest';
import { conversationWith } from '../conversation/conversation.test-data';
import type { Hours } from '../settings/hours';
import { DEFAULT_SETTINGS } from '../settings/schema';
import { welcome, whileSlow, whileWaiting } from './auto-reply';

const nineToFive = [{ from: '09:00', to: '17:00' }];
const hours: Hours = {
  timeZone: 'Asia/Shanghai',
  weekly: Array.from({ length: 7 }, () => nineToFive),
  exceptions: [],
};
const rules = { ...DEFAULT_SETTINGS, hours };
const noon = Date.parse('2026-09-15T12:00+08:00');
const night = Date.parse('2026-09-15T22:00+08:00');
const asking = conversationWith();

describe('[F013c] what the system says by itself', () => {
  it('welcomes with the name of the agent', () => {
    expect(welcome(rules, asking)).toBe('您好，小云为您服务。');
  });

  it('says the place in the queue, where it is known', () => {
    expect(whileWaiting(rules, asking, 3, noon)).toBe(
      '客服正忙，您排在第 3 位，请稍候。'
    );
    expect(whileWaiting(rules, asking, null, noon)).toBeNull();
  });

  it('says outside the hours when somebody will be there, and no place', () => {
    const words = '现在不在服务时间，明天 9:00开始有人回复，您可以先留言。';
    expect(whileWaiting(rules, asking, 3, night)).toBe(words);
    expect(whileSlow(rules, asking, night)).toBe(words);
    expect(whileSlow(rules, asking, noon)).toBe(
      '客服正在处理，请您再等一会儿。'
    );
  });

  it('says nothing where it is switched off or empty', () => {
    const off = { on: false, text: '您好' };
    const { autoReplies } = DEFAULT_SETTINGS;
    const silent = { ...rules, autoReplies: { ...autoReplies, welcome: off } };
    expect(welcome(silent, asking)).toBeNull();
    const empty = { on: true, text: '' };
    const wordless = {
      ...rules,
      autoReplies: { ...autoReplies, queue: empty },
    };
    expect(whileWaiting(wordless, asking, 1, noon)).toBeNull();
  });

  it('has a word for a customer whose name it does not know', () => {
    const named = { on: true, text: '{客户}您好' };
    const { autoReplies } = DEFAULT_SETTINGS;
    const personal = {
      ...rules,
      autoReplies: { ...autoReplies, welcome: named },
    };
    const nameless = { ...asking, customerCard: { nick: '', avatar: '' } };
    expect(welcome(personal, asking)).toBe('客户您好');
    expect(welcome(personal, nameless)).toBe('客户您好');
    const card = { nick: '李先生', avatar: '' };
    expect(welcome(personal, { ...asking, customerCard: card })).toBe(
      '李先生您好'
    );
  });
});

import { describe, expect, it } from 'vitest';
import { changedValues } from '../../../../domain/settings/change';
import type { Settings } from '../../../../domain/settings/schema';
import { DEFAULT_SETTINGS } from '../../../../domain/settings/schema';
import { SETTING_WORDS } from '../../../../domain/ui/copy/setting-words';
import { FIELDS, pageOf, SETTINGS_PAGES } from './field-list';
import { checkSettings, rangeOf, sentenceFor } from './settings-check';
import { diffWords } from './settings-diff';
import { changesToSend, clashesOf, mergeSettings } from './settings-merge';
import { wordsOfLines, wordsOfPaste } from './split-words';

type Patch = { [S in keyof Settings]?: Partial<Settings[S]> };
function settings(patch: Patch, base = DEFAULT_SETTINGS): Settings {
  const sections = Object.entries(patch).map(([section, values]) => [
    section,
    { ...base[section as keyof Settings], ...values },
  ]);
  return { ...base, ...Object.fromEntries(sections) };
}
const nameOf = (staffId: string) => (staffId === 'lin' ? '林' : '?');
const told = (before: Settings, after: Settings) =>
  diffWords(before, after, nameOf).map(({ label, before: was, after: is }) =>
    was ? `${label}：${was} → ${is}` : `${label}：${is}`
  );

describe('[B-98] what changed, in words', () => {
  it('has the unit, the word of a choice, the name of a person', () => {
    const after = settings({
      conversation: { silenceHours: 48 },
      assignment: { strategy: 'skills', dutyStaffId: 'lin' },
      push: { on: false },
      alerts: { pushFailureRate: 0.125, webhook: 'https://a.example/k?key=s' },
    });
    expect(told(DEFAULT_SETTINGS, after)).toEqual([
      '分配方式：最空闲的先接 → 先找懂这类问题的',
      '值班人：没有人 → 林',
      '自动结束：24 小时 → 48 小时',
      '发送提醒：开 → 关',
      '告警地址：没有 → a.example/…',
      '提醒失败率：5% → 12.5%',
    ]);
  });

  it('tells hours day by day and a holiday by its date', () => {
    const day = [{ from: '08:30', to: '12:00' }];
    const before = settings({
      hours: { weekly: [[], day, day, [], [], [], []] },
    });
    const weekly = [[], day, [], [], [], [], day];
    const exceptions = [{ date: '2026-10-01', name: '国庆', intervals: [] }];
    expect(told(before, settings({ hours: { weekly, exceptions } }))).toEqual([
      '周二：8:30–12:00 → 休息',
      '周六：休息 → 8:30–12:00',
      '2026 年 10 月 1 日：按每周时间 → 国庆 休息',
    ]);
  });

  it('tells of lists what came and went, an answer, or only the order', () => {
    const ask = (question: string, answer = '') => ({ question, answer });
    const before = settings({
      safety: { words: ['甲', '乙'] },
      autoReplies: { questions: [ask('一', '旧'), ask('二')] },
    });
    const after = settings({
      safety: { words: ['乙', '丙', '丁'] },
      autoReplies: { questions: [ask('一', '新'), ask('三')] },
    });
    expect(told(before, after)).toEqual([
      '常见问题：加了 “三”，去掉 “二”',
      '“一”的答案：“旧” → “新”',
      '禁用词：加了 “丙”、“丁”，去掉 “甲”',
    ]);
    const turned = settings({ safety: { words: ['乙', '甲'] } }, before);
    expect(told(before, turned)).toEqual(['禁用词：换了顺序']);
  });

  it('has a name and a line for every value, and a page where it stands', () => {
    const all = Object.entries(DEFAULT_SETTINGS).flatMap(([section, values]) =>
      Object.keys(values).map((key) => `${section}.${key}`)
    );
    expect(Object.keys(SETTING_WORDS).sort()).toEqual(all.sort());
    expect(
      all.filter((path) => !SETTINGS_PAGES.includes(pageOf(path)))
    ).toEqual([]);
    const simple = Object.values(FIELDS)
      .flat()
      .map(({ path }) => path as string);
    const own = /^(hours|autoReplies)\.|^safety\.words$/;
    expect(simple.sort()).toEqual(all.filter((path) => !own.test(path)).sort());
  });
});

describe('[B-98] two who change settings at the same time', () => {
  const base = DEFAULT_SETTINGS;
  const mine = settings({
    push: { perHour: 5 },
    limits: { uploadMegabytes: 3 },
  });
  const theirs = settings({ push: { perHour: 1, mergeMinutes: 9 } });

  it('lose nothing: one’s own stays where it was changed, theirs elsewhere', () => {
    const merged = mergeSettings(base, mine, theirs);
    expect(merged.push).toEqual({ on: true, perHour: 5, mergeMinutes: 9 });
    expect(merged.limits.uploadMegabytes).toBe(3);
    expect(clashesOf(base, mine, theirs)).toEqual(['push.perHour']);
    expect(clashesOf(base, theirs, theirs)).toEqual([]);
    expect(changedValues(theirs, merged)).toEqual([
      'push.perHour',
      'limits.uploadMegabytes',
    ]);
  });

  it('send only what is theirs, section by section', () => {
    expect(changesToSend(base, mine)).toEqual([
      { section: 'push', values: { perHour: 5 } },
      { section: 'limits', values: { uploadMegabytes: 3 } },
    ]);
    expect(changesToSend(base, base)).toEqual([]);
  });
});

describe('[B-98] a value that would be refused', () => {
  it('is named with what to do about it, before it is sent', () => {
    const wrong = settings({
      push: { perHour: 99 },
      assignment: { silentMinutes: null as never, slowReplyMinutes: 1.5 },
      prices: { perMonth: -1 },
      autoReplies: { questions: [{ question: ' ', answer: '' }] },
      safety: { words: ['长'.repeat(51)] },
      alerts: { webhook: 'http://a.example', pushFailureRate: 2 },
    });
    expect([...checkSettings(DEFAULT_SETTINGS, wrong)]).toEqual([
      ['assignment.silentMinutes', '请填数字'],
      ['assignment.slowReplyMinutes', '请填整数'],
      ['autoReplies.questions.0.question', '问题不能空着'],
      ['push.perHour', '请填 0 到 20 之间的数'],
      ['safety.words.0', '每个词最多 50 个字'],
      ['prices.perMonth', '请填不小于 0 的数'],
      ['alerts.webhook', '请填 https 开头的地址'],
      ['alerts.pushFailureRate', '请填 1 到 100 之间的数'],
    ]);
    expect(sentenceFor('assignment.dutyStaffId')).toBe(
      '这个人已停用，请换一个人'
    );
  });

  it('is not looked for where nothing was changed', () => {
    const stored = settings({ push: { perHour: 99 } });
    const after = settings({ limits: { uploadMegabytes: 3 } }, stored);
    expect(checkSettings(stored, after).size).toBe(0);
    expect(rangeOf('push.perHour')).toEqual({ min: 0, max: 20, whole: true });
    expect(rangeOf('prices.perMonth')).toEqual({
      min: 0,
      max: null,
      whole: false,
    });
    expect(rangeOf('push.on')).toBeNull();
  });
});

describe('[B-98] forbidden words', () => {
  it('are a line each, or whatever was pasted', () => {
    expect(wordsOfLines(' 甲 \n\n乙\n甲')).toEqual(['甲', '乙']);
    expect(wordsOfPaste('甲，乙、丙\t丁;戊\n甲')).toEqual([
      '甲',
      '乙',
      '丙',
      '丁',
      '戊',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import {
  DEFAULT_SETTINGS,
  type Settings,
} from '../../../../domain/settings/schema';
import { searchIn } from './canned/use-canned';
import { checkTemplate } from './push/check-template';
import { previewOf } from './replies/previews';

const NOON = Date.parse('2026-11-20T12:00:00+08:00');
const DAY = [{ from: '09:00', to: '18:00' }];
const office: Settings = {
  ...DEFAULT_SETTINGS,
  hours: {
    ...DEFAULT_SETTINGS.hours,
    weekly: [[], DAY, DAY, DAY, DAY, DAY, []],
  },
};
const saying = (
  kind: 'welcome' | 'queue',
  on: boolean,
  text: string
): Settings => ({
  ...office,
  autoReplies: { ...office.autoReplies, [kind]: { on, text } },
});

describe('[F013c] the preview of an automatic reply', () => {
  it('reads as a customer reads it, made by the functions’ own words', () => {
    expect(previewOf(office, 'welcome', NOON).said).toBe(
      '您好，小林为您服务。'
    );
    expect(previewOf(office, 'queue', NOON).said).toContain('第 3 位');
    expect(previewOf(office, 'outOfHours', NOON).said).toContain(
      '11月23日 9:00'
    );
    expect(previewOf(office, 'slowReply', NOON).said).toContain('正在处理');
  });

  it('says why nothing is said, and which brace the customer would read', () => {
    const off = previewOf(saying('welcome', false, '您好'), 'welcome', NOON);
    expect(off).toEqual({ said: null, note: '已关闭，不会发出' });
    const empty = previewOf(saying('queue', true, ' '), 'queue', NOON);
    expect(empty.note).toBe('没有内容，不会发出');
    const always = previewOf(DEFAULT_SETTINGS, 'outOfHours', NOON);
    expect(always).toEqual({
      said: null,
      note: '现在全天接待，这句话不会发出',
    });
    const odd = previewOf(
      saying('welcome', true, '{位置}{姓名}'),
      'welcome',
      NOON
    );
    expect(odd.note).toContain('{位置}、{姓名}');
  });
});

describe('[F013a] looking through canned replies', () => {
  it('finds all words in title, text or group, whatever their case', () => {
    const reply = {
      _id: 'a'.repeat(20),
      staffId: '-',
      title: '报告 ABC',
      text: '您好',
      group: '体检',
      order: 0,
      uses: 0,
      by: '',
      createdAt: 0,
      updatedAt: 0,
    };
    expect(searchIn([reply], 'abc 体检')).toHaveLength(1);
    expect(searchIn([reply], 'abc 疫苗')).toEqual([]);
    expect(searchIn([reply], ' ')).toHaveLength(1);
  });
});

describe('[F013b] a template before it is saved', () => {
  const words = {
    templateId: 'abc_1',
    title: '提醒',
    purpose: 'reply' as const,
    kind: 'once' as const,
    active: true,
    fields: [{ name: 'thing1', from: 'sender' as const }],
  };

  it('is told field by field what WeChat would not take', () => {
    expect(checkTemplate(words).size).toBe(0);
    const wrong = checkTemplate({
      ...words,
      templateId: 'a.b',
      title: '',
      fields: [
        { name: 'thing1', from: 'sender' },
        { name: 'thing1', from: 'text' },
        { name: 'foo2', from: 'time' },
        { name: 'phrase3', from: 'text' },
      ],
    });
    expect([...wrong].sort()).toEqual([
      ['fields.1', '同一个字段写了两次'],
      ['fields.2', '要用微信的字段名，例如 thing1、time2'],
      ['fields.3', '请填写固定文字'],
      ['templateId', '只能有字母、数字、- 和 _'],
      ['title', '请填写名称，最多 20 个字'],
    ]);
    expect([...checkTemplate({ ...words, fields: [] }).keys()]).toEqual([
      'fields',
    ]);
  });
});

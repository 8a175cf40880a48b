import { describe, expect, it } from 'vitest';
import { invalidField } from '../../local-cloud/src/wechat/template-fields';
import { FIELD_KINDS, fieldFor } from './field';
import { fillFields } from './fill';
import { TemplateWords } from './schema';

/** What people write, and what hurts. */
const ODD = [
  '',
  ' ',
  '您的订单已发货',
  '小明123',
  '👍🏽'.repeat(15),
  '第一行\n第二行\u0007',
  'Order No. 2026-11/5, 12:30',
  '2026-11-21 14:05',
  '2026年11月21日 9:05:01',
  '99.50',
  '-12',
  '123456789012345678901234567890123456',
  '！？…—~',
  '沪A12345挂车',
  '+86 138-0000-0000',
  'a'.repeat(50),
  '\u200b\u202e\ud83d',
  '½²',
];

function anything(seed: number): string {
  let state = seed;
  const next = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % below;
  };
  const point = () => {
    const from = [0x20, 0x30, 0x4e00, 0x1f600, 0x00, 0xd800, 0xff01, 0xa0];
    return (from[next(from.length)] ?? 0) + next(90);
  };
  const length = next(60);
  return Array.from({ length }, () => String.fromCodePoint(point())).join('');
}

describe('[F013b] a value for a field of WeChat', () => {
  for (const kind of FIELD_KINDS) {
    it(`of the kind ${kind} is always one that WeChat takes`, () => {
      const all = Array.from({ length: 2_000 }, (_, at) => anything(at + 1));
      for (const text of [...ODD, ...all]) {
        const value = fieldFor(kind, text);
        const data = { [`${kind}1`]: { value } };
        expect(invalidField(data, null), JSON.stringify([text, value])).toBe(
          null
        );
      }
    });
  }

  it('keeps what fits', () => {
    expect(fieldFor('thing', '您的订单已发货')).toBe('您的订单已发货');
    expect(fieldFor('name', '小明123')).toBe('小明');
    expect(fieldFor('character_string', '单号 KF-2026')).toBe('KF-2026');
    expect(fieldFor('phrase', '客服已回复您的消息')).toBe('客服已回复');
    expect(fieldFor('time', '2026-11-21 14:05')).toBe('2026-11-21 14:05');
  });

  it('fills a template from a push', () => {
    const at = Date.parse('2026-11-21T06:05:00Z');
    const push = {
      sender: '小李1',
      summary: '已发货',
      createdAt: at,
      conversationId: 'c1',
    };
    const fields = [
      { name: 'name1', from: 'sender' as const },
      { name: 'thing2', from: 'summary' as const },
      { name: 'time3', from: 'time' as const },
      { name: 'phrase4', from: 'text' as const, text: '待查看' },
    ];
    expect(fillFields(fields, push, 'Asia/Shanghai')).toEqual({
      name1: { value: '小李' },
      thing2: { value: '已发货' },
      time3: { value: '2026-11-21 14:05' },
      phrase4: { value: '待查看' },
    });
  });
});

describe('[F013b] what an administrator says of a template', () => {
  const words = {
    templateId: 'abc_DEF-1',
    title: '客服回复提醒',
    purpose: 'reply',
    kind: 'once',
    fields: [{ name: 'thing1', from: 'sender' }],
    active: true,
  };
  const takes = (change: object) =>
    TemplateWords.safeParse({ ...words, ...change }).success;

  it('is taken when every field is of a kind of WeChat', () => {
    expect(takes({})).toBe(true);
    expect(takes({ fields: [{ name: 'sms1', from: 'sender' }] })).toBe(false);
    expect(takes({ fields: [{ name: 'thing', from: 'sender' }] })).toBe(false);
  });

  it('is refused with a field twice, without a text, with an odd id', () => {
    const field = { name: 'thing1', from: 'sender' };
    expect(takes({ fields: [field, field] })).toBe(false);
    expect(takes({ fields: [{ name: 'phrase1', from: 'text' }] })).toBe(false);
    expect(takes({ templateId: 'a.b' })).toBe(false);
  });
});

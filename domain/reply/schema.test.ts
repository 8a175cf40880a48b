import { describe, expect, it } from 'vitest';
import { LIMITS } from '../values/limits';
import { inOrder, ReplyFields, type CannedReply } from './schema';

const reply = (more: Partial<CannedReply>): CannedReply => ({
  _id: 'a',
  staffId: '-',
  title: 't',
  text: 'x',
  group: '',
  order: 0,
  uses: 0,
  by: '-',
  createdAt: 0,
  updatedAt: 0,
  ...more,
});

describe('[F013a] a canned reply', () => {
  it('has a title, a text as long as a message, a group and a place', () => {
    const given = { title: ' 退款 ', text: '好的，{客户}' };
    expect(ReplyFields.parse(given)).toEqual({
      title: '退款',
      text: '好的，{客户}',
      group: '',
      order: 0,
    });
    const text = '😀'.repeat(LIMITS.messageText);
    expect(ReplyFields.parse({ title: 't', text }).text).toBe(text);
  });

  for (const wrong of [
    { title: '', text: 'x' },
    { title: ' ', text: 'x' },
    { title: 't', text: ' \n' },
    { title: 't', text: 'x'.repeat(LIMITS.messageText + 1) },
    { title: 't', text: { $ne: '' } },
    { title: 't', text: 'x', uses: 5 },
    { title: 't', text: 'x', order: -1 },
    { title: 't', text: 'x', group: '一'.repeat(LIMITS.replyGroup + 1) },
  ]) {
    it(`is refused: ${JSON.stringify(wrong).slice(0, 50)}`, () => {
      expect(ReplyFields.safeParse(wrong).success).toBe(false);
    });
  }

  it('stands by group, place and use', () => {
    const list = [
      reply({ _id: '1', group: '售后', uses: 3 }),
      reply({ _id: '2', group: '售后', uses: 9 }),
      reply({ _id: '3', group: '售前', uses: 1 }),
      reply({ _id: '4', group: '', uses: 0 }),
      reply({ _id: '5', group: '售后', order: 1, uses: 99 }),
    ];
    const ids = list.sort(inOrder).map(({ _id }) => _id);
    expect(ids).toEqual(['4', '3', '2', '1', '5']);
  });
});

import { describe, expect, it } from 'vitest';
import type { CannedReply } from '../../../../domain/reply/schema';
import { slashRows } from './slash-rows';

const reply = (_id: string, staffId: string): CannedReply => ({
  _id,
  staffId,
  title: `标题 ${_id}`,
  text: '{客户}您好',
  group: '',
  order: 0,
  uses: 0,
  by: 'staff-1',
  createdAt: 0,
  updatedAt: 0,
});
const shared = Array.from({ length: 9 }, (_, n) => reply(`s${n}`, '-'));
const replies = [...shared, reply('own', 'staff-1')];
const names = { customer: '李敏', agent: '陈卓' };
const ids = (text: string, recent: string[] = []) =>
  slashRows({ replies, recent }, text, names).map(({ id }) => id);

describe('[F007c] what a slash offers', () => {
  it('are those used last, then his own, then those of all, each once', () => {
    expect(ids('/', ['s7', 'own'])).toEqual([
      's7',
      'own',
      's0',
      's1',
      's2',
      's3',
      's4',
      's5',
    ]);
    expect(ids('/')[0]).toBe('own');
  });

  it('is what fits the words behind it, each once; nothing without one', () => {
    expect(ids('/own', ['own'])).toEqual(['own']);
    expect(ids('own')).toEqual([]);
  });
});

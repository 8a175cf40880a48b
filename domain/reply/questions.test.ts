import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../settings/schema';
import { answerTo, askable } from './questions';

const question = (n: number) => ({
  question: `问题 ${n}？`,
  answer: `答 ${n}`,
});
const rules = {
  autoReplies: {
    ...DEFAULT_SETTINGS.autoReplies,
    questions: [1, 2, 3, 4, 5].map(question),
    shortcuts: ['处理进度'],
  },
};

describe('[F013c] what people often ask', () => {
  it('the first four stand on the first screen', () => {
    expect(askable(rules)).toEqual({
      questions: ['问题 1？', '问题 2？', '问题 3？', '问题 4？'],
      shortcuts: ['处理进度'],
    });
    expect(askable(DEFAULT_SETTINGS)).toEqual({ questions: [], shortcuts: [] });
  });

  it('is answered however it was spaced and whatever it ends with', () => {
    expect(answerTo(rules, '问题5')).toBe('答 5');
    expect(answerTo(rules, ' 问题 5。 ')).toBe('答 5');
    expect(answerTo(rules, '问题 5 呢')).toBeNull();
  });

  it('has no answer where nobody wrote one', () => {
    const questions = [{ question: '在吗', answer: '' }];
    const silent = { autoReplies: { ...rules.autoReplies, questions } };
    expect(answerTo(silent, '在吗')).toBeNull();
  });
});

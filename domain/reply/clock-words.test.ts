import { expect, it } from 'vitest';
import { clockWords } from './clock-words';

it('[F013a] the variable {时间} is the time on the wall of the company', () => {
  const at = Date.parse('2026-12-31T18:05:00Z');
  expect(clockWords('Asia/Shanghai', at)).toBe('1月1日 02:05');
  expect(clockWords('UTC', at)).toBe('12月31日 18:05');
});

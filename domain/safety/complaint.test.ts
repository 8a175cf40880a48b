import { expect, it } from 'vitest';
import { isAbout } from './complaint';

it('[A-P09] a complaint is about an agent where a customer reports it', () => {
  const his = { by: 'customer', staffId: 'chen' } as const;
  expect(isAbout(his, 'chen')).toBe(true);
  expect(isAbout(his, 'lin')).toBe(false);
  expect(isAbout({ ...his, by: 'agent' }, 'chen')).toBe(false);
});

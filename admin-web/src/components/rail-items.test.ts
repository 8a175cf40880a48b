import { expect, test } from 'vitest';
import { STAFF_ROLES } from '../../../domain/values/states';
import { railFor } from './rail-items';

test('the menu of a role has its pages, and on a phone no more than fit', () => {
  for (const role of STAFF_ROLES) {
    const { all, far } = railFor(role);
    const near = all.filter((item) => !far.includes(item));
    expect(near.length).toBeLessThanOrEqual(far.length > 0 ? 4 : 5);
    expect(far.length).not.toBe(1);
  }
});

test('an agent is offered neither board nor reports nor staff', () => {
  expect(railFor('agent').all.map(({ label }) => label)).toEqual([
    '接待',
    '客户',
    '记录',
  ]);
  expect(railFor('agent').far).toEqual([]);
});

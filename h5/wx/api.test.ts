import { expect, test } from 'vitest';
import { WxError, asyncApi } from './api';

const double = asyncApi<{ n: number }>('double', ({ n }) => {
  if (n < 0) throw new WxError('n is negative', { errCode: 7 });
  return { twice: n * 2 };
});

test('without callbacks an api answers by a promise', async () => {
  await expect(double({ n: 2 })).resolves.toEqual({
    twice: 4,
    errMsg: 'double:ok',
  });
  await expect(double({ n: -1 })).rejects.toEqual({
    errCode: 7,
    errMsg: 'double:fail n is negative',
  });
});

test('with callbacks it answers by them, and only by them', async () => {
  const calls: unknown[] = [];
  const told = new Promise<void>((resolve) => {
    const answer = double({
      n: -1,
      success: () => calls.push('success'),
      fail: (error: unknown) => calls.push(error),
      complete: () => resolve(),
    } as { n: number });
    calls.push(answer);
  });
  await told;
  expect(calls).toEqual([
    undefined,
    { errCode: 7, errMsg: 'double:fail n is negative' },
  ]);
});

test('the work starts within the call, as a tap needs it', () => {
  let started = false;
  const api = asyncApi('now', () => {
    started = true;
  });
  void api();
  expect(started).toBe(true);
});

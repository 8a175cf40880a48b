import { describe, expect, it } from 'vitest';
import { leavingSteps, leftWords } from './leaving-words';

const has = { conversations: 3, customers: 318, codes: 0 };
const heir = { name: '周航', load: 13, capacity: 15 };

describe('[F009a] what becomes of what somebody leaves', () => {
  it('goes to his successor, as much as he can take', () => {
    const steps = leavingSteps(has, heir);
    expect(steps.map(({ count }) => count)).toEqual(['3 个', '318 位', '没有']);
    expect(steps[0]?.then).toBe('交给 周航，他还能接 2 个，其余回到队列');
    expect(steps[2]?.then).toContain('改指向 周航');
    const [first] = leavingSteps(has, { ...heir, load: 0 });
    expect(first?.then).toBe('交给 周航');
  });

  it('goes to the queue and the default pool without one', () => {
    const steps = leavingSteps(null, null);
    expect(steps.map(({ count }) => count)).toEqual(['', '', '']);
    expect(steps[0]?.then).toContain('回到队列');
  });

  it('is told afterwards as it was', () => {
    const words = (handed: number, requeued: number) =>
      leftWords('陈雨桐', '周航', { handed, requeued });
    expect(words(2, 1)).toBe('已停用 陈雨桐，2 个会话交给 周航，1 个回到队列');
    expect(words(2, 0)).toBe('已停用 陈雨桐，2 个会话交给 周航');
    expect(words(0, 1)).toBe('已停用 陈雨桐，1 个会话回到队列');
    expect(words(0, 0)).toBe('已停用 陈雨桐，没有会话需要转交');
  });
});

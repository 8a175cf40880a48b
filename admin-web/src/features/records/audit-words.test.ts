import { describe, expect, it } from 'vitest';
import { auditText } from '../../../../domain/staff/update';
import { detailWords, objectWords } from './audit-words';

const nameOf = (id: string) => ({ s1: '陈雨桐', s2: '周航' })[id];
const detail = (action: string, text: string) =>
  detailWords({ action, detail: text }, nameOf);

describe('[A-N19] what the audit says, in words', () => {
  it('names fields of a person, and what was before and is after', () => {
    const text = auditText({
      role: ['agent', 'supervisor'],
      capacity: [5, 8],
      teamId: ['-', 't1'],
      name: ['甲', '乙'],
    });
    expect(detail('staff.update', text)).toBe(
      '角色 客服 → 主管，接待上限 5 → 8，小组，姓名'
    );
  });

  it('names settings as their page does', () => {
    const text = 'assignment.strategy, hours.weekly, some.newer';
    expect(detail('settings.update', text)).toBe(
      '分配方式、每周服务时间、some.newer'
    );
    expect(objectWords('rev.7', nameOf)).toBe('第 7 版');
  });

  it('names people where it has their ids, and keeps what was typed', () => {
    expect(detail('staff.disable', 's2')).toBe('周航');
    expect(detail('desk.assign', 's2 above capacity')).toBe(
      '周航（超过接待上限）'
    );
    expect(detail('staff.handOver', 'to s2: 3, requeued 1')).toBe(
      '交给 周航 3 个，重新排队 1 个'
    );
    expect(detail('staff.handOver', 'to the queue: 0, requeued 2')).toBe(
      '交给 排队 0 个，重新排队 2 个'
    );
    expect(detail('customer.phone', '回访, 核对')).toBe('回访, 核对');
    expect(detail('customer.hold', 'on')).toBe('打开');
    expect(detail('message.recall', '')).toBe('');
    expect(objectWords('s1', nameOf)).toBe('陈雨桐');
    expect(objectWords('c-9', nameOf)).toBe('c-9');
  });
});

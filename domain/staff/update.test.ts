import { describe, expect, it } from 'vitest';
import { StaffChange } from './change';
import { Staff } from './schema';
import { auditText, differences, mustMayChange } from './update';

const staff = Staff.parse({
  _id: 'abcdefgh12345678',
  staffCode: 'A1001',
  name: '小云',
  avatar: '',
  specialty: '售后',
  department: '',
  role: 'agent',
  status: 'active',
  password: { salt: 's', hash: 'h' },
  mustChangePassword: false,
  secondFactor: false,
  openid: '-',
  uid: '-',
  uidGeneration: 1,
  teamId: '-',
  skills: ['退款'],
  load: 0,
  capacity: 15,
  createdAt: 1,
});

describe('[F009a] changing a member of staff', () => {
  it('says what differs, before and after, and nothing else', () => {
    const change = { name: '小云', capacity: 20, skills: ['英语'] };
    expect(differences(staff, change)).toEqual({
      capacity: [15, 20],
      skills: [['退款'], ['英语']],
    });
    expect(auditText(differences(staff, change))).toBe(
      'capacity 15 → 20, skills'
    );
    expect(auditText(differences(staff, { skills: ['退款'] }))).toBe('');
  });

  it('[F009c] group and role are for administrators', () => {
    for (const change of [{ role: 'admin' }, { teamId: '-' }] as const) {
      expect(() => mustMayChange('admin', change)).not.toThrow();
      expect(() => mustMayChange('supervisor', change)).toThrow('没有权限');
      expect(() => mustMayChange('agent', change)).toThrow('没有权限');
    }
  });

  it('a supervisor sets skills and capacity, an agent only how he looks', () => {
    expect(() => mustMayChange('supervisor', { capacity: 3 })).not.toThrow();
    expect(() => mustMayChange('agent', { capacity: 3 })).toThrow();
    expect(() => mustMayChange('agent', { specialty: '退款' })).not.toThrow();
  });

  it('takes a picture of our own storage only', () => {
    const takes = (avatar: string) => StaffChange.safeParse({ avatar }).success;
    expect(takes('cloud://env.bucket/avatars/1.png')).toBe(true);
    expect(takes('')).toBe(true);
    expect(takes('https://elsewhere.example/1.png')).toBe(false);
  });
});

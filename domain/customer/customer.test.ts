import { describe, expect, it } from 'vitest';
import { newCustomer } from './new-customer';
import { parseScene } from './scene';

describe('[F001a] what a scanned code carried', () => {
  it('is the code, percent-encoded or not', () => {
    expect(parseScene('k3j9x0q2m4p7')).toBe('k3j9x0q2m4p7');
    expect(parseScene('%6B3j9x0q2m4p7')).toBe('k3j9x0q2m4p7');
  });

  for (const raw of [
    undefined,
    '',
    'short',
    'K3J9X0Q2M4P7',
    'k3j9x0q2m4p7x',
    '%E0%A4%A',
    '../../staff',
    'staffId=abc1',
  ]) {
    it(`is none of ours: ${JSON.stringify(raw)}`, () => {
      expect(parseScene(raw)).toBeNull();
    });
  }
});

describe('[A-DM01] a new customer', () => {
  it('has one identity, and nobody is bound to him', () => {
    const phone = newCustomer('me', 'phone', 'abcdefgh12345678', 5);
    expect(phone).toMatchObject({
      _id: 'me',
      openid: 'me',
      uid: '-',
      boundStaffId: '-',
      nick: '客户5678',
      createdAt: 5,
    });
    expect(newCustomer('me', 'web', 'x', 5)).toMatchObject({
      openid: '-',
      uid: 'me',
    });
  });
});

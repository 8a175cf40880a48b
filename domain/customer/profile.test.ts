import { describe, expect, it } from 'vitest';
import { ServiceError } from '../errors';
import { LIMITS } from '../values/limits';
import { Avatar, cleanName, Nick, Tag } from './names';
import { newCustomer } from './new-customer';
import { maskPhone, maskPhonesIn, PhoneNumber, plainPhone } from './phone';
import { CustomerView, customerView } from './profile';
import { retag } from './tags';

describe('[B-109] a phone number', () => {
  const known: [string, string, string][] = [
    ['13800005678', '13800005678', '138****5678'],
    ['138 0000-5678', '13800005678', '138****5678'],
    ['+86 138 0000 5678', '13800005678', '138****5678'],
    ['0086-13800005678', '13800005678', '138****5678'],
    ['１３８００００５６７８', '13800005678', '138****5678'],
    ['(010) 6666-8888', '01066668888', '010****8888'],
    ['+852 5123 4567', '+85251234567', '+85****4567'],
  ];
  for (const [typed, plain, masked] of known) {
    it(`${typed} is ${plain}, shown as ${masked}`, () => {
      expect(plainPhone(typed)).toBe(plain);
      expect(maskPhone(plain)).toBe(masked);
      expect(PhoneNumber.parse(typed)).toBe(plain);
    });
  }

  for (const typed of [
    '12800005678',
    '1380000567',
    '138000056789',
    'abc',
    '5678',
    '+1',
    '1380000567x',
  ]) {
    it(`${typed} is none`, () => {
      expect(plainPhone(typed)).toBeNull();
      expect(PhoneNumber.safeParse(typed).success).toBe(false);
    });
  }

  it('may be taken away', () => {
    expect(PhoneNumber.parse(' ')).toBe('');
  });
});

describe('[F011a] a nickname', () => {
  it('is one line without what cannot be seen', () => {
    expect(cleanName(' 小\u200b云\n\t 同学 ')).toBe('小云 同学');
    expect(cleanName('\u202eadmin')).toBe('admin');
    expect(cleanName('👨‍👩‍👧 一家')).toBe('👨‍👩‍👧 一家');
  });

  for (const typed of ['', '  ', '\u200b\u200d', '一'.repeat(21)]) {
    it(`is refused: ${JSON.stringify(typed)}`, () => {
      expect(Nick.safeParse(typed).success).toBe(false);
    });
  }

  it('of 20 characters is kept whole, whatever signs they are', () => {
    for (const sign of ['一', '😀', '$', '_']) {
      expect(Nick.parse(sign.repeat(20))).toBe(sign.repeat(20));
    }
  });

  it('[A-P09] may be a word of the database; it stays a word', () => {
    for (const typed of ['$where', '__proto__', '{"$gt":""}', '.*', '(a+)+$']) {
      expect(Nick.parse(typed)).toBe(typed);
    }
  });
});

describe('[F011a] an avatar', () => {
  it('is a file of our storage, or none', () => {
    const file = 'cloud://env-1.bucket-2/avatars/a_1.png';
    expect(Avatar.parse(file)).toBe(file);
    expect(Avatar.parse('')).toBe('');
  });
  for (const given of [
    'https://tracker.example/a.png',
    'javascript:alert(1)',
    'cloud://env/../secret',
    'cloud://env/a.png"onload=',
    `cloud://env/${'a'.repeat(300)}`,
  ]) {
    it(`is not ${given.slice(0, 40)}`, () => {
      expect(Avatar.safeParse(given).success).toBe(false);
    });
  }
});

describe('[F011d] [B-13] tags', () => {
  it('are added and removed, each once', () => {
    expect(retag(['VIP', '旧'], ['新', 'VIP', '新'], ['旧'])).toEqual([
      'VIP',
      '新',
    ]);
    expect(retag(['a'], ['a'], ['a'])).toEqual(['a']);
    expect(retag([], [], ['x'])).toEqual([]);
  });

  it('are words of some length, and not more than enough', () => {
    expect(Tag.parse(' 重要 客户 ')).toBe('重要 客户');
    expect(Tag.safeParse('一'.repeat(LIMITS.tag + 1)).success).toBe(false);
    const many = Array.from({ length: LIMITS.tags }, (_, at) => `t${at}`);
    expect(retag([], many, [])).toHaveLength(LIMITS.tags);
    expect(() => retag(many, ['one more'], [])).toThrow(ServiceError);
    expect(retag(many, ['one more'], ['t0'])).toHaveLength(LIMITS.tags);
  });
});

describe('[A-N20] what staff see of a customer', () => {
  it('is neither his identity nor his sealed number', () => {
    const customer = {
      ...newCustomer('openid-of-him', 'phone', 'abcdefgh12345678', 5),
      phone: '138****5678',
      phoneSealed: 'sealed-number',
      phoneKey: 'key-of-number',
    };
    const view = customerView(customer);
    expect(CustomerView.strict().parse(view)).toEqual(view);
    expect(JSON.stringify(view)).not.toMatch(/openid-of|sealed-|key-of/);
    expect(view.channel).toBe('phone');
  });
});

describe('[F012b] telephone numbers in what people wrote', () => {
  it('are masked however they are spaced, and no other number is', () => {
    const masked = '138****5678';
    const cases = [
      ['打 13812345678，或 138-1234-5678', `打 ${masked}，或 ${masked}`],
      ['+86 138 1234 5678', masked],
      ['13812345678,13812345678', `${masked},${masked}`],
      ['订单 2026112113812345678', '订单 2026112113812345678'],
      ['身份证 110101199003071234', '身份证 110101199003071234'],
      ['单价 1381234567', '单价 1381234567'],
    ];
    for (const [said = '', left] of cases)
      expect(maskPhonesIn(said)).toBe(left);
  });
});

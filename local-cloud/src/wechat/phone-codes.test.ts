import { describe, expect, it } from 'vitest';
import { openWechat } from './test-wechat';

const API = 'phonenumber.getPhoneNumber';
const MINUTE = 60_000;

describe('phonenumber.getPhoneNumber', () => {
  it('[WX-50] gives the number of the tap, with its watermark', async () => {
    const { wechat, clock, call } = openWechat();
    const at = Math.floor(clock.now() / 1_000);
    const { code } = wechat.phoneCodes.issue({
      openid: 'o1',
      phoneNumber: '13800138000',
    });
    clock.advance(MINUTE);
    const answer = await call(API, { code });
    expect(answer).toEqual({
      errcode: 0,
      errmsg: 'ok',
      phone_info: {
        phoneNumber: '13800138000',
        purePhoneNumber: '13800138000',
        countryCode: '86',
        watermark: { timestamp: expect.any(Number), appid: 'wxapp1' },
      },
    });
    const { watermark } = answer.phone_info as {
      watermark: { timestamp: number };
    };
    expect(watermark.timestamp - at).toBeLessThan(MINUTE / 1_000);
  });

  it('[WX-50] a number of another country has its code in front', async () => {
    const { wechat, call } = openWechat();
    const wish = { openid: 'o1', phoneNumber: '91234567', countryCode: '65' };
    const { code } = wechat.phoneCodes.issue(wish);
    expect(await call(API, { code, openid: 'o1' })).toMatchObject({
      phone_info: {
        phoneNumber: '+6591234567',
        purePhoneNumber: '91234567',
        countryCode: '65',
      },
    });
    expect(() => wechat.phoneCodes.issue({ openid: 'o1' })).toThrow('digits');
  });

  it('[WX-51] is good for five minutes, for its own person, and must exist', async () => {
    const { wechat, clock, call } = openWechat();
    const wish = { openid: 'o1', phoneNumber: '13800138000' };
    const { code } = wechat.phoneCodes.issue(wish);
    for (const params of [{}, { code: 'x' }, { code, openid: 'o2' }]) {
      expect(await call(API, params)).toMatchObject({ errcode: 40029 });
    }
    clock.advance(5 * MINUTE + 1_000);
    expect(await call(API, { code })).toMatchObject({ errcode: 40029 });
  });

  it.each(['40029', '40163'] as const)(
    '[WX-51] is good once; then, when usedPhoneCode is %s',
    async (usedPhoneCode) => {
      const { wechat, call } = openWechat({}, { usedPhoneCode });
      const wish = { openid: 'o1', phoneNumber: '13800138000' };
      const { code } = wechat.phoneCodes.issue(wish);
      expect(await call(API, { code })).toMatchObject({ errcode: 0 });
      expect(await call(API, { code })).toMatchObject({
        errcode: Number(usedPhoneCode),
      });
    }
  );
});

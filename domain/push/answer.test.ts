import { describe, expect, it } from 'vitest';
import { errCodeOf } from './answer';
import { outcomeOf, UNKNOWN } from './outcome';

describe('[X1] [A-BR08] what WeChat’s SDK throws', () => {
  it('a code of WeChat or of the platform is that code', () => {
    for (const errCode of [43101, 43108, -1, 47003, -604101]) {
      expect(errCodeOf({ errCode, errMsg: 'said so' })).toBe(errCode);
    }
  });

  it('an answer that was lost on its way is neither repeated nor given back', () => {
    const lost = [
      { errCode: -501001, errMsg: 'Error: socket hang up' },
      { errCode: -501001, errMsg: 'read ECONNRESET' },
      { errCode: -501002, errMsg: 'timeout' },
      { errCode: -601001, errMsg: 'empty response' },
      { errCode: -604102, errMsg: 'timeout' },
      new Error('socket hang up'),
      undefined,
      null,
      'broken',
      { errCode: 'E' },
    ];
    for (const thrown of lost) {
      expect(errCodeOf(thrown)).toBe(UNKNOWN);
      expect(outcomeOf(errCodeOf(thrown), 1)).toEqual({
        kind: 'failed',
        credit: 'taken',
      });
    }
  });

  it('a connection that was never made is tried again', () => {
    const never = [
      { errCode: -501001, errMsg: 'connect ECONNREFUSED 127.0.0.1:1' },
      { errCode: -501001, errMsg: 'getaddrinfo ENOTFOUND api.weixin.qq.com' },
      new Error('getaddrinfo EAI_AGAIN api.weixin.qq.com'),
    ];
    for (const thrown of never) {
      expect(errCodeOf(thrown)).toBe(-1);
      expect(outcomeOf(errCodeOf(thrown), 1)).toEqual({ kind: 'again' });
    }
  });
});

import { describe, expect, it } from 'vitest';
import { fillPlaceholders } from './index';
import { phone, web } from './test-rules';

describe('placeholders', () => {
  it('[RULE-34] are replaced as whole values directly under a field', () => {
    const filter = {
      a: '{openid}',
      b: { $eq: '{openid}' },
      c: { $in: ['{openid}'] },
      $or: [{ d: '{openid}' }, { e: 'x{openid}' }],
    };
    expect(fillPlaceholders(filter, phone)).toEqual({
      ...filter,
      a: 'me',
      $or: [{ d: 'me' }, { e: 'x{openid}' }],
    });
    expect(fillPlaceholders({ u: '{uid}', o: '{openid}' }, web)).toEqual({
      u: 'web-me',
      o: 'web-me',
    });
    expect(fillPlaceholders({ u: '{uid}' }, phone)).toEqual({ u: '{uid}' });
    expect(fillPlaceholders({ u: '{openid}' }, null)).toEqual({
      u: '{openid}',
    });
  });
});

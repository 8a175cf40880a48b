// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { errorIn, fromSdk } from './sdk-failure';

describe('fromSdk', () => {
  it.each([
    [
      'an Error whose message is JSON',
      new Error('{"code":"OPERATION_FAIL","msg":"[SYS_ERR] broken"}'),
      'INTERNAL',
    ],
    ['a bare object', { code: 'SYS_ERR', message: 'broken' }, 'INTERNAL'],
    ['a text that looks like JSON', new Error('{oops'), 'INTERNAL'],
    ['a broken network', new Error('network request error'), 'OFFLINE'],
    ['fetch without a server', new TypeError('Failed to fetch'), 'OFFLINE'],
    [
      'a sign-in that is gone',
      { error: 'unauthenticated', error_description: 'no login' },
      'UNAUTHENTICATED',
    ],
    [
      'a refresh token that died',
      { error: 'invalid_grant', error_code: 4001 },
      'UNAUTHENTICATED',
    ],
  ])('reads %s', (_title, cause, code) => {
    const failure = fromSdk(cause);
    expect(failure.code).toBe(code);
    expect(failure.cause).toBe(cause);
    expect(failure.message).toMatch(/\p{Script=Han}/u);
  });

  it('keeps the request id for support', () => {
    const failure = fromSdk({ code: 'SYS_ERR', requestId: 'abc' });
    expect(failure.requestId).toBe('abc');
  });
});

describe('errorIn', () => {
  it('finds the error that was resolved instead of thrown', () => {
    const refused = { code: 'FUNCTIONS_EXECUTE_FAIL', message: 'boom' };
    expect(errorIn(refused)).toBe(refused);
    const error = { message: 'not enabled' };
    expect(errorIn({ data: { user: null }, error })).toBe(error);
  });

  it('finds none in an answer of a function, whatever that says', () => {
    const answer = { result: { ok: false, error: { code: 'FORBIDDEN' } } };
    expect(errorIn(answer)).toBeUndefined();
    expect(errorIn({ data: {}, error: null })).toBeUndefined();
    expect(errorIn(undefined)).toBeUndefined();
  });
});

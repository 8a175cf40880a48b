import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { refuse } from '../../domain/errors';
import { serve, type Service } from './serve';

// Settings and counts are of the database, which a unit test does not have.
vi.mock('./failures', () => ({ noteFailure: async () => undefined }));
vi.mock('./settings', async () => {
  const { DEFAULT_SETTINGS } = await import('../../domain/settings/schema');
  return { settings: async () => DEFAULT_SETTINGS };
});

const context = {
  request_id: 'request-1',
  environment: JSON.stringify({ TCB_CONTEXT_KEYS: '', WX_OPENID: 'someone' }),
};
const event = { action: 'push.clicked', input: { pushId: 'p' } };
const lines: string[] = [];

beforeEach(() => {
  lines.length = 0;
  for (const stream of ['log', 'error'] as const) {
    vi.spyOn(console, stream).mockImplementation((line) => {
      lines.push(String(line));
    });
  }
});
afterEach(() => vi.restoreAllMocks());

const serving = (clicked: NonNullable<Service['handlers']['push.clicked']>) =>
  serve({ handlers: { 'push.clicked': clicked } });

describe('an answer', () => {
  it('is what the handler gave', async () => {
    const data = { conversationId: null };
    const main = serving(async () => data);
    expect(await main(event, context)).toEqual({ ok: true, data });
  });

  it('of a refusal is its code and sentence; the detail stays here', async () => {
    const main = serving(async () =>
      refuse('SIGN_IN_LOCKED', 'secret detail', { retryAt: 5 })
    );
    const reply = await main(event, context);
    expect(reply).toEqual({
      ok: false,
      error: {
        code: 'SIGN_IN_LOCKED',
        message: '尝试次数太多，账号已暂时锁定，请稍后再试',
        requestId: 'request-1',
        retryAt: 5,
      },
    });
  });

  it('of a mistake of ours is INTERNAL; the stack is in the log only', async () => {
    const main = serving(async () => {
      throw new TypeError('cannot read secret of undefined');
    });
    const reply = await main(event, context);
    expect(reply).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
    expect(JSON.stringify(reply)).not.toContain('secret');
    const logged = lines.find((line) => line.includes('"failed"')) ?? '';
    expect(JSON.parse(logged)).toMatchObject({
      level: 'error',
      requestId: 'request-1',
      action: 'push.clicked',
      stack: expect.stringContaining('TypeError'),
    });
  });

  it('leaves one line in the log that does not name the caller', async () => {
    const main = serving(async () => ({ conversationId: null }));
    await main(event, context);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      action: 'push.clicked',
      caller: 'phone',
      code: 'OK',
    });
    expect(lines[0]).not.toContain('someone');
  });
});

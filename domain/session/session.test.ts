import { describe, expect, it } from 'vitest';
import { LIMITS } from '../values/limits';
import type { Session } from './schema';
import {
  admits,
  claimed,
  parseToken,
  refreshOutcome,
  renewed,
  tokenText,
} from './session';

const NOW = 1_000_000;
const HOUR = 60 * 60_000;
const shown = { hash: 'A', staffId: 's', uid: 'u' };
const base = { _id: 'x', staffId: 's', uid: 'u', device: '', createdAt: NOW };
const live: Session = {
  ...base,
  ...renewed({ accessHash: 'A', refreshHash: 'R' }, NOW),
};

describe('[X9] a web session', () => {
  it('[B-05] admits its access token for two hours', () => {
    expect(admits(live, shown, NOW + 2 * HOUR - 1)).toBe(true);
    expect(admits(live, shown, NOW + 2 * HOUR)).toBe(false);
  });

  it('admits nobody else with it, and not by another token', () => {
    for (const other of [{ staffId: 't' }, { uid: 'v' }, { hash: 'R' }]) {
      expect(admits(live, { ...shown, ...other }, NOW)).toBe(false);
    }
    expect(admits(null, shown, NOW)).toBe(false);
  });

  it('is none before the claim was used, whatever is held up', () => {
    const waiting: Session = { ...base, uid: '-', ...claimed('C', NOW) };
    for (const hash of ['C', '-', '']) {
      const held = { ...shown, uid: '-', hash };
      expect(admits(waiting, held, NOW)).toBe(false);
    }
  });

  it('[B-06] is renewed for seven days by the last refresh token', () => {
    const last = { ...shown, hash: 'R' };
    const end = NOW + 7 * 24 * HOUR;
    expect(refreshOutcome(live, last, end - 1)).toBe('renew');
    expect(refreshOutcome(live, last, end)).toBe('unknown');
  });

  it('takes an earlier refresh token for theft', () => {
    const old = { ...shown, hash: 'older' };
    expect(refreshOutcome(live, old, NOW)).toBe('reused');
    expect(refreshOutcome(live, { ...old, uid: 'v' }, NOW)).toBe('unknown');
    expect(refreshOutcome(null, old, NOW)).toBe('unknown');
  });

  it('has tokens that name it, and reads nothing else as one', () => {
    const id = '0123456789abcdefghij';
    const secret = 'z'.repeat(40);
    const text = tokenText(id, secret);
    expect(parseToken(text)).toEqual({ sessionId: id, secret });
    for (const odd of ['', '.', id, `${text}0`, text.toUpperCase()]) {
      expect(parseToken(odd)).toBeNull();
    }
    expect(LIMITS.claimMs).toBeLessThan(HOUR);
  });
});

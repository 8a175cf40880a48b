import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { markOf, seal, unseal } from './seal';

beforeEach(() => {
  process.env['KF_DATA_KEY'] = randomBytes(32).toString('base64');
});

describe('[B-109] a sealed text', () => {
  it('is opened by the same key for the same purpose', () => {
    expect(unseal(seal('13800005678', 'phone'), 'phone')).toBe('13800005678');
  });
  it('shows nothing and never looks the same twice', () => {
    const sealed = seal('13800005678', 'phone');
    expect(Buffer.from(sealed, 'base64').toString()).not.toContain('5678');
    expect(seal('13800005678', 'phone')).not.toBe(sealed);
  });
  it('does not open for another purpose, key or after a change', () => {
    const sealed = seal('13800005678', 'phone');
    expect(() => unseal(sealed, 'totp')).toThrow();
    const bytes = Buffer.from(sealed, 'base64');
    bytes[bytes.length - 1]! ^= 1;
    expect(() => unseal(bytes.toString('base64'), 'phone')).toThrow();
    process.env['KF_DATA_KEY'] = randomBytes(32).toString('base64');
    expect(() => unseal(sealed, 'phone')).toThrow();
  });
  it('is refused without a key', () => {
    delete process.env['KF_DATA_KEY'];
    expect(() => seal('x', 'phone')).toThrow();
  });
});

describe('[B-109] the mark of a sealed text', () => {
  it('is the same for the same text and purpose, and for no other', () => {
    const mark = markOf('13800005678', 'phone');
    expect(markOf('13800005678', 'phone')).toBe(mark);
    expect(markOf('13800005679', 'phone')).not.toBe(mark);
    expect(markOf('13800005678', 'email')).not.toBe(mark);
  });
  it('is another one with another key, so nobody can try all numbers', () => {
    const mark = markOf('13800005678', 'phone');
    process.env['KF_DATA_KEY'] = randomBytes(32).toString('base64');
    expect(markOf('13800005678', 'phone')).not.toBe(mark);
  });
});

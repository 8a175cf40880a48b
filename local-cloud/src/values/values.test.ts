import { describe, expect, it } from 'vitest';
import { decodeText, decodeValue } from './decode';
import { encodeEjson, encodeWeb } from './encode';

const NOW = 1_700_000_000_000;

describe('decoding a value', () => {
  it.each([
    ['canonical numbers', { $numberInt: '7' }, 7],
    ['long numbers', { $numberLong: '1700000000000' }, NOW],
    ['doubles', { $numberDouble: '-Infinity' }, -Infinity],
    ['canonical dates', { $date: { $numberLong: '5' } }, new Date(5)],
    ['browser dates', { $date: 5 }, new Date(5)],
    ['relaxed dates', { $date: '1970-01-01T00:00:00.005Z' }, new Date(5)],
    ['object ids', { $oid: 'abc' }, 'abc'],
    [
      'server dates of the server SDK',
      { $tcb_server_date: { offset: { $numberInt: '10' } } },
      new Date(NOW + 10),
    ],
    [
      'server dates of the browser SDK',
      { $date: { offset: -10 } },
      new Date(NOW - 10),
    ],
    ['patterns', { $regularExpression: { pattern: 'a', options: 'i' } }, /a/i],
    ['operators as they are', { $gt: { $numberInt: '1' } }, { $gt: 1 }],
  ])('[VAL-1] reads %s', (_name, wire, value) => {
    expect(decodeValue(wire, NOW)).toEqual(value);
  });

  it.each(['__proto__', 'constructor', 'prototype', 'a.__proto__.b'])(
    '[VAL-2] refuses the key %s at any depth',
    (key) => {
      const text = `{"a":[{"${key}":1}]}`;
      expect(() => decodeText(text, NOW)).toThrow('is not allowed');
      expect(({} as { b?: number }).b).toBeUndefined();
    }
  );

  it('[VAL-3] refuses what is nested beyond reason, and what is no date', () => {
    const deep = '['.repeat(200) + ']'.repeat(200);
    expect(() => decodeText(deep, NOW)).toThrow('too deeply');
    expect(() => decodeValue({ $date: 'soon' }, NOW)).toThrow('malformed');
    expect(() => decodeText('{', NOW)).toThrow('not JSON');
  });
});

describe('encoding a value', () => {
  it('[VAL-4] tags dates in the dialect of each front', () => {
    const doc = { at: new Date(5), list: [{ at: new Date(-5) }], n: 1 };
    expect(encodeWeb(doc)).toEqual({
      at: { $date: 5 },
      list: [{ at: { $date: -5 } }],
      n: 1,
    });
    expect(encodeEjson(doc)).toEqual({
      at: { $date: '1970-01-01T00:00:00.005Z' },
      list: [{ at: { $date: { $numberLong: '-5' } } }],
      n: 1,
    });
  });
});

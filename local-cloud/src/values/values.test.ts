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

it('[VAL-8] takes a timestamp in seconds as the date that the SDK shows', () => {
  const wire = { a: { $timestamp: 1_600_000_000 } };
  expect(decodeValue(wire, NOW)).toEqual({ a: new Date(1_600_000_000_000) });
});

describe('values that cannot be kept', () => {
  it.each([
    ['$numberDecimal', { $numberDecimal: '1.5' }],
    ['$binary', { $binary: { base64: '', subType: '00' } }],
    ['$timestamp', { $timestamp: { t: 1, i: 1 } }],
    ['$minKey', { $minKey: 1 }],
    ['$code', { $code: 'x' }],
    ['$numberLong', { $numberLong: '9007199254740993' }],
    ['$numberInt', { $numberInt: '3000000000' }],
    ['$numberInt', { $numberInt: '1.5' }],
    ['object id', { $oid: { $gt: '' } }],
  ])('[VAL-5] %s is refused by name', (name, wire) => {
    expect(() => decodeValue({ a: [wire] }, NOW)).toThrow(name);
  });

  it('[VAL-6] a tag among other keys is no tag', () => {
    const wire = { $date: 5, more: 1 };
    expect(decodeValue(wire, NOW)).toEqual({ $date: 5, more: 1 });
    expect(decodeValue({ $numberLong: '1152921504606846976' }, NOW)).toBe(
      2 ** 60
    );
  });

  it('[VAL-7] undefined, null, NaN and infinities', () => {
    expect(decodeValue({ $numberDouble: 'NaN' }, NOW)).toBeNaN();
    const doc = { a: undefined, b: null, c: NaN, d: -Infinity };
    expect(encodeWeb(doc)).toEqual({
      b: null,
      c: { $numberDouble: 'NaN' },
      d: { $numberDouble: '-Infinity' },
    });
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

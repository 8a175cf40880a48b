import { describe, expect, it } from 'vitest';
import { noNumbers } from './numbers';
import { CUSTOMERS_AT, packed, unpacked } from './packed';
import { Numbers } from './schema';

/** Every field another value, whatever fields there are. */
function different(): Numbers {
  let next = 0;
  const filled: unknown = JSON.parse(JSON.stringify(noNumbers()), (_, value) =>
    typeof value === 'number' ? (next += 1) : (value as unknown)
  );
  return Numbers.parse(filled);
}

describe('stored numbers', () => {
  it('[F010a] are what they were, every one of them', () => {
    expect(unpacked(packed(different()))).toEqual(different());
  });

  it('have the customers where a query looks for them', () => {
    const row = packed(different());
    expect(row[CUSTOMERS_AT]).toBe(different().customers);
  });

  it('of nothing take no room', () => {
    expect(packed(noNumbers())).toEqual([]);
    expect(unpacked(undefined)).toEqual(noNumbers());
  });

  it('that were stored before a number existed have none of it', () => {
    const before = packed(different()).slice(0, -1);
    expect(unpacked(before).pushes.clicked).toBe(0);
    expect(unpacked(before).scores).toEqual(different().scores);
  });
});

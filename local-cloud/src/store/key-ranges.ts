import type { Bound, FieldConstraint } from './constraints';
import { afterPrefix, encodeValue, invert, typeRange } from './index-key';

/** Half-open range of key bytes. */
export type KeyRange = [from: Buffer, to: Buffer];

export const wholePrefix = (prefix: Buffer): KeyRange => [
  prefix,
  prefix.length === 0 ? Buffer.of(0xff, 0xff) : afterPrefix(prefix),
];

/**
 * The keys below `prefix` whose next value keeps to the bounds. Comparisons
 * hold within one type only, so an end that is not given is its border.
 */
export function boundedRange(
  prefix: Buffer,
  constraint: FieldConstraint,
  direction: 1 | -1,
  multikey: boolean
): KeyRange {
  const [from, to] = valueRange(constraint, multikey);
  if (direction === 1) {
    return [Buffer.concat([prefix, from]), Buffer.concat([prefix, to])];
  }
  return [
    Buffer.concat([prefix, invert(to)]),
    Buffer.concat([prefix, afterPrefix(invert(from))]),
  ];
}

/** In an array each bound may be met by another element: one alone holds. */
function valueRange(
  { lowers, uppers }: FieldConstraint,
  multikey: boolean
): KeyRange {
  const lower = multikey ? lowers[0] : tightest(lowers, 1);
  const upper =
    multikey && lower ? undefined : multikey ? uppers[0] : tightest(uppers, -1);
  const [first, last] = typeRange((lower ?? upper)?.value);
  const from = lower ? edge(lower, !lower.inclusive) : first;
  const sameType = upper && typeRange(upper.value)[0].equals(first);
  const to = upper && sameType ? edge(upper, upper.inclusive) : last;
  return [from, to];
}

/** The bytes of a bound, or those right after all that equals it. */
function edge(bound: Bound, after: boolean): Buffer {
  const bytes = encodeValue(bound.value);
  return after ? afterPrefix(bytes) : bytes;
}

function tightest(bounds: Bound[], way: 1 | -1): Bound | undefined {
  return bounds.reduce<Bound | undefined>((best, next) => {
    if (!best) return next;
    const order =
      Buffer.compare(encodeValue(next.value), encodeValue(best.value)) * way;
    return order > 0 || (order === 0 && !next.inclusive) ? next : best;
  }, undefined);
}

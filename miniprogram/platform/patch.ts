type Data = Record<string, unknown>;

/**
 * What setData must be given so that `shown` becomes `next`. Lists whose
 * beginning is the same are changed element by element: a new message in a
 * long thread costs one element, not the thread.
 */
export function patchOf(shown: object, next: object): Data {
  const before = new Map<string, unknown>(Object.entries(shown));
  const patch: Data = {};
  for (const [key, value] of Object.entries(next)) {
    const old = before.get(key);
    if (same(old, value)) continue;
    if (!Array.isArray(old) || !Array.isArray(value)) patch[key] = value;
    else patchList(patch, key, old, value);
  }
  return patch;
}

function patchList(
  patch: Data,
  key: string,
  before: unknown[],
  next: unknown[]
): void {
  const prefix = next.findIndex((one, i) => keyOf(one) !== keyOf(before[i]));
  const grown = prefix < 0 || prefix >= before.length;
  if (!grown || next.length < before.length) {
    patch[key] = next;
    return;
  }
  next.forEach((one, i) => {
    if (!same(before[i], one)) patch[`${key}[${i}]`] = one;
  });
}

function keyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return (value as { key?: unknown }).key;
}

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

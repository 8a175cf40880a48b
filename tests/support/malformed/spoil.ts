import { pick } from './plausible';

type Random = () => number;

/** What people who look for holes send. */
const JUNK: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  1e300,
  Number.MAX_SAFE_INTEGER,
  '',
  ' ',
  '\u0000',
  '\ud800',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '${process.env}',
  'x'.repeat(5_000),
  [],
  [[[[]]]],
  {},
  { $ne: '' },
  { $gt: '' },
  { $where: 'sleep(1000)' },
  { $regex: '^(a+)+$' },
  { length: 1e9 },
  { toString: 'x', valueOf: 'y' },
  { 'a.b': 1, $set: { role: 'admin' } },
  JSON.parse('{"__proto__":{"role":"admin"},"constructor":{"x":1}}'),
];

const EXTRA = ['$where', '__proto__', 'role', 'staffId', 'constructor', 'a.b'];

/** The same thing with one part of it spoilt. */
export function spoil(input: unknown, random: Random): unknown {
  if (random() < 0.1) return pick(JUNK, random);
  const copy: unknown = structuredClone(input);
  if (!isRecord(copy)) return pick(JUNK, random);
  const names = Object.keys(copy);
  const roll = random();
  if (names.length === 0 || roll < 0.2) {
    return withKey(copy, pick(EXTRA, random), pick(JUNK, random));
  }
  const name = pick(names, random);
  if (roll < 0.35) {
    delete copy[name];
    return copy;
  }
  const inside = copy[name];
  const deeper = isRecord(inside) && random() < 0.6;
  return withKey(
    copy,
    name,
    deeper ? spoil(inside, random) : pick(JUNK, random)
  );
}

/** Also where the key is one that an assignment would not make. */
function withKey(object: Record<string, unknown>, key: string, value: unknown) {
  return Object.defineProperty(object, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const HAN = '\\p{Script=Han}';
const DAY = '\\d{4}(年\\d{1,2}月\\d{1,2}日|[-/.]\\d{1,2}[-/.]\\d{1,2})';
const CLOCK = '\\d{1,2}:\\d{2}(:\\d{2})?';
const MOMENT = `(${DAY} ?)?${CLOCK}`;

/** What a value of each kind of field may be, by WeChat's documentation. */
const KINDS: Record<string, RegExp> = {
  thing: /^.{1,20}$/u,
  number: /^(?=.{1,32}$)-?\d+(\.\d+)?$/u,
  letter: /^[A-Za-z]{1,32}$/u,
  symbol: /^[\p{P}\p{S}]{1,5}$/u,
  character_string: /^[\x20-\x7e]{1,32}$/u,
  time: new RegExp(`^${MOMENT}(~${MOMENT})?$`, 'u'),
  date: new RegExp(`^${DAY}( ?${CLOCK})?(~${DAY}( ?${CLOCK})?)?$`, 'u'),
  amount: /^\p{Sc}?\d{1,10}(\.\d+)?元?$/u,
  phone_number: /^[\d+() *-]{1,17}$/u,
  car_number: /^.{1,8}$/u,
  name: new RegExp(`^(?!.*\\d)(${HAN}{1,10}|[^${HAN}]{1,20}|.{1,10})$`, 'u'),
  phrase: new RegExp(`^${HAN}{1,5}$`, 'u'),
  enum: /^.+$/u,
};

/**
 * The name of the first field whose value WeChat would refuse, or null.
 * Lengths are counted in characters as a person sees code points.
 */
export function invalidField(data: unknown): string | null {
  if (typeof data !== 'object' || data === null) return 'data';
  const fields = Object.entries(data);
  if (fields.length === 0) return 'data';
  for (const [name, field] of fields) {
    const kind = /^([a-z_]+?)\d+$/.exec(name)?.[1] ?? '';
    const pattern = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
    const value = (field as { value?: unknown } | null)?.value;
    const fits =
      pattern && (typeof value === 'string' || typeof value === 'number');
    if (!fits || !isPrintable(String(value), pattern)) {
      return `data.${name}.value`;
    }
  }
  return null;
}

function isPrintable(value: string, pattern: RegExp): boolean {
  return !/\p{Cc}/u.test(value) && value.trim() !== '' && pattern.test(value);
}

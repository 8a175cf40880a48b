import type { Template } from './templates';

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
  enum_string: /^.+$/u,
};

/** `thing` of `thing1`; null where there is no such kind. */
export function kindOf(key: string): string | null {
  const kind = /^([a-z_]+?)\d+$/.exec(key)?.[1] ?? '';
  return Object.hasOwn(KINDS, kind) ? kind : null;
}

/**
 * What is wrong with the first field that WeChat would refuse, or null:
 * `data.thing1.value is empty`, `data.thing1.value invalid`. Lengths are
 * counted in code points. With a template every field of it is needed and no
 * other; without one each field is judged by its kind alone.
 */
export function invalidField(
  data: unknown,
  template: Template | null
): string | null {
  if (typeof data !== 'object' || data === null) return 'data is empty';
  const given = Object.entries(data);
  const names = template
    ? template.fields.map(({ key }) => key)
    : given.map(([name]) => name);
  if (names.length === 0) return 'data is empty';
  const values = new Map<string, unknown>(given);
  for (const name of names) {
    const field = values.get(name) as { value?: unknown } | null | undefined;
    const fault = faultOf(name, field?.value, template);
    if (fault) return `data.${name}.value ${fault}`;
  }
  const stray = given.find(([name]) => !names.includes(name));
  return stray ? `data.${stray[0]}.value invalid` : null;
}

function faultOf(
  name: string,
  value: unknown,
  template: Template | null
): 'is empty' | 'invalid' | null {
  const text = typeof value === 'number' ? String(value) : value;
  if (text === undefined || text === '') return 'is empty';
  if (typeof text !== 'string') return 'invalid';
  if (/\p{Cc}/u.test(text) || text.trim() === '') return 'invalid';
  const choice = template?.fields.find(({ key }) => key === name)?.values;
  const pattern = KINDS[kindOf(name) ?? ''];
  const fits = choice?.includes(text) ?? pattern?.test(text) ?? false;
  return fits ? null : 'invalid';
}

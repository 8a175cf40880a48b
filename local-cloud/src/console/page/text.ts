import JSON5 from 'json5';

const two = (n: number): string => String(n).padStart(2, '0');

/** `2026-11-21 15:04:05`, in the time of whoever looks. */
export function dateTime(ms: number): string {
  const date = new Date(ms);
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return `${day.map(two).join('-')} ${clockTime(ms)}`;
}

export function clockTime(ms: number): string {
  const date = new Date(ms);
  return [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map(two)
    .join(':');
}

export function bytes(size: number): string {
  if (size < 1024) return `${size} B`;
  if (size < 1024 ** 2) return `${(size / 1024).toFixed(1)} KB`;
  return `${(size / 1024 ** 2).toFixed(1)} MB`;
}

/** A value on one line, cut where it would not end. */
export function brief(value: unknown, most = 80): string {
  const text = cellText(value);
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

function cellText(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  const date = dateOf(value);
  return date === null ? JSON.stringify(value) : dateTime(date);
}

/** Milliseconds of an EJSON date, else null. */
function dateOf(value: unknown): number | null {
  if (typeof value !== 'object' || value === null) return null;
  const entries = Object.entries(value);
  const [name, content] = entries[0] ?? [];
  if (entries.length !== 1 || name !== '$date') return null;
  const ms = new Date(content as string | number).getTime();
  return Number.isNaN(ms) ? null : ms;
}

export const pretty = (value: unknown): string =>
  JSON.stringify(value, null, 2);

/**
 * What a person typed: JSON, or as JavaScript writes it. Empty is `{}`.
 * @throws Error with a sentence that names the field
 */
export function readObject(
  text: string,
  name: string
): Record<string, unknown> {
  if (text.trim() === '') return {};
  const value = parse(text, name);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new Error(`${name}要写成一个对象，例如 { status: 'open' }`);
}

function parse(text: string, name: string): unknown {
  try {
    return JSON5.parse(text);
  } catch (error) {
    const where = (error as Error).message.replace(/^JSON5: /, '');
    throw new Error(`${name}读不懂：${where}`, { cause: error });
  }
}

import { ruleError } from './rule-error';

export type Token = { start: number; end: number } & (
  | { type: 'name'; text: string }
  | { type: 'number'; value: number }
  | { type: 'string'; value: string }
  /** Text parts as written; `${…}` parts as their own source and offset. */
  | { type: 'template'; parts: (string | { source: string; at: number })[] }
  | { type: 'sign'; text: string }
  | { type: 'end' }
);

const SIGNS = [
  ...['===', '!==', '==', '!=', '<=', '>=', '&&', '||'],
  ...['<', '>', '!', '.', ',', '(', ')', '[', ']', '+', '-'],
];
const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t' };

/** Splits a rule into tokens; ends with a token of type `end`. */
export function tokenize(source: string, offset = 0): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    if (/\s/.test(source.charAt(at))) {
      at += 1;
      continue;
    }
    const token = readToken(source, at, offset);
    at = token.end;
    tokens.push({
      ...token,
      start: token.start + offset,
      end: token.end + offset,
    });
  }
  const end = source.length + offset;
  return [...tokens, { type: 'end', start: end, end }];
}

function readToken(source: string, start: number, offset: number): Token {
  const char = source.charAt(start);
  if (char === "'" || char === '"') return readString(source, start, offset);
  if (char === '`') return readTemplate(source, start, offset);
  const rest = source.slice(start);
  const name = /^[A-Za-z_$][\w$]*/.exec(rest)?.[0];
  if (name) {
    return { type: 'name', text: name, start, end: start + name.length };
  }
  const digits = /^\d+(\.\d+)?/.exec(rest)?.[0];
  if (digits) return readNumber(rest, digits, start, offset);
  const sign = SIGNS.find((known) => rest.startsWith(known));
  if (sign) {
    return { type: 'sign', text: sign, start, end: start + sign.length };
  }
  throw ruleError(`unknown operator or character '${char}'`, start + offset);
}

function readNumber(
  rest: string,
  digits: string,
  start: number,
  offset: number
): Token {
  if (/^[\w$]/.test(rest.slice(digits.length))) {
    throw ruleError('a number is not written like this', start + offset);
  }
  const value = Number(digits);
  return { type: 'number', value, start, end: start + digits.length };
}

/** The character after a backslash, as JavaScript reads it. */
function escaped(source: string, at: number): string {
  const char = source.charAt(at);
  return ESCAPES[char] ?? char;
}

function readString(source: string, start: number, offset: number): Token {
  const quote = source.charAt(start);
  let value = '';
  for (let at = start + 1; at < source.length; at += 1) {
    const char = source.charAt(at);
    if (char === quote) return { type: 'string', value, start, end: at + 1 };
    if (char === '\\') at += 1;
    value += char === '\\' ? escaped(source, at) : char;
  }
  throw ruleError('a string is not closed', start + offset);
}

function readTemplate(source: string, start: number, offset: number): Token {
  const parts: (string | { source: string; at: number })[] = [];
  let text = '';
  let at = start + 1;
  while (at < source.length) {
    const char = source.charAt(at);
    if (char === '`') {
      return { type: 'template', parts: [...parts, text], start, end: at + 1 };
    }
    if (source.startsWith('${', at)) {
      const close = closingBrace(source, at + 2, offset);
      const inner = source.slice(at + 2, close);
      parts.push(text, { source: inner, at: at + 2 + offset });
      text = '';
      at = close + 1;
      continue;
    }
    if (char === '\\') at += 1;
    text += char === '\\' ? escaped(source, at) : char;
    at += 1;
  }
  throw ruleError('a template string is not closed', start + offset);
}

/** Rules know no object literals, so the first brace outside a string ends. */
function closingBrace(source: string, from: number, offset: number): number {
  let at = from;
  while (at < source.length && source.charAt(at) !== '}') {
    const char = source.charAt(at);
    if (char === "'" || char === '"') at = readString(source, at, offset).end;
    else if (char === '`') at = readTemplate(source, at, offset).end;
    else at += 1;
  }
  if (at < source.length) return at;
  throw ruleError("'${' is not closed", from - 2 + offset);
}

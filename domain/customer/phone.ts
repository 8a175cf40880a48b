import * as z from 'zod';

const MOBILE = /^1[3-9]\d{9}$/;
const LANDLINE = /^0\d{9,11}$/;
const ABROAD = /^\+[1-9]\d{8,14}$/;
/** What people put between the digits, and the prefix of the country. */
const BETWEEN = /[\s()\u2010-\u2015-]/gu;
const CHINA = /^(?:\+|00)86(?=1\d{10}$)/;

/** A number as it is stored: digits, with + where it is one of abroad. */
export function plainPhone(typed: string): string | null {
  const plain = typed.normalize('NFKC').replace(BETWEEN, '').replace(CHINA, '');
  const fits = [MOBILE, LANDLINE, ABROAD].some((form) => form.test(plain));
  return fits ? plain : null;
}

/** For lists and logs: `138****5678`, however long it is. */
export function maskPhone(plain: string): string {
  return `${plain.slice(0, 3)}****${plain.slice(-4)}`;
}

/** Mobile numbers within a text, however they are spaced. */
const WITHIN =
  /(^|\D)((?:(?:\+|00)?86[\s-]?)?1[3-9]\d(?:[\s-]?\d{4}){2})(?!\d)/gu;

/** A text in which mobile numbers are masked. */
export function maskPhonesIn(text: string): string {
  return text.replace(WITHIN, (_, before: string, found: string) => {
    const plain = found.replace(/\D/gu, '').slice(-11);
    return `${before}${maskPhone(plain)}`;
  });
}

/** A number as somebody types it; '' takes it away. */
export const PhoneNumber = z
  .string()
  .max(40)
  .transform((typed, context) => {
    if (typed.trim() === '') return '';
    const plain = plainPhone(typed);
    if (plain !== null) return plain;
    context.addIssue({ code: 'custom', message: 'no phone number' });
    return z.NEVER;
  });

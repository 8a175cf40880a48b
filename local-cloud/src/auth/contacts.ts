import { AuthError } from './auth-error';

/** Where a verification code goes: exactly one of the two. */
export type Contact =
  { email: string; phone?: undefined } | { phone: string; email?: undefined };

const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,255}$/;
/** As the platform writes a number: `+86 13800000000`. */
const PHONE = /^\+\d{1,3} \d{5,15}$/;
const USERNAME = /^[A-Za-z0-9][A-Za-z0-9\-_.:+ @]{1,47}$/;

/** @throws AuthError invalid_argument unless there is one, well formed */
export function contactOf(fields: {
  email?: unknown;
  phone_number?: unknown;
  phone?: unknown;
}): Contact {
  const { email, phone_number: phone = fields.phone } = fields;
  if (email && phone) throw wrong('an email and a phone number');
  if (typeof email === 'string' && EMAIL.test(email)) {
    return { email: email.toLowerCase() };
  }
  const number = normalisePhone(phone);
  if (!email && number) return { phone: number };
  throw wrong('neither a valid email nor a valid phone number');
}

/** `+86 138…` of `138…`, `+86138…` and of itself; null when it is none. */
export function normalisePhone(text: unknown): string | null {
  if (typeof text !== 'string') return null;
  const bare = text.trim().replace(/\s+/g, ' ');
  const number = /^\d+$/.test(bare)
    ? `+86 ${bare}`
    : bare.replace(/^\+86(?=\d)/, '+86 ');
  return PHONE.test(number) ? number : null;
}

/** @throws AuthError invalid_argument */
export function checkUsername(username: unknown): string {
  if (typeof username === 'string' && USERNAME.test(username)) return username;
  throw wrong('a user name has 2 to 48 letters, digits or -_.:+ @');
}

export const contactText = (contact: Contact): string =>
  contact.email ?? contact.phone;

const wrong = (why: string): AuthError =>
  new AuthError('invalid_argument', why);

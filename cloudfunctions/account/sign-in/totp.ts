import { Secret, TOTP } from 'otpauth';
import { CODE_SECONDS, CODE_WINDOW } from '../../../domain/staff/second-factor';

/** What authenticators show it under, as in COPY, which is too large here. */
const ISSUER = '云杉公卫 · 客服';

/** A secret for an authenticator, as people type it and as it is scanned. */
export interface NewFactor {
  secret: string;
  uri: string;
}

export function newFactor(staffCode: string): NewFactor {
  const secret = new Secret({ size: 20 }).base32;
  return { secret, uri: totp(secret, staffCode).toString() };
}

/** The time step that this code belongs to, or null: it is none. */
export function stepOfCode(
  secret: string,
  code: string,
  now: number
): number | null {
  const window = CODE_WINDOW;
  const delta = totp(secret, '').validate({
    token: code,
    timestamp: now,
    window,
  });
  return delta === null ? null : Math.floor(now / 1000 / CODE_SECONDS) + delta;
}

function totp(secret: string, label: string): TOTP {
  return new TOTP({
    issuer: ISSUER,
    label,
    period: CODE_SECONDS,
    secret: Secret.fromBase32(secret),
  });
}

import { randomBytes, randomInt } from 'node:crypto';
import type { Clock } from '../kernel/clock';
import { AuthError } from './auth-error';
import { contactText, type Contact } from './contacts';

const SECONDS = 600;
const MOST_GUESSES = 5;
const MOST_KEPT = 1_000;

/** What would have been sent, for who reads the door. */
export interface SentCode {
  to: string;
  code: string;
  verificationId: string;
  usage?: string;
  /** The cloud's time, in milliseconds. */
  at: number;
}

interface Pending extends SentCode {
  contact: Contact;
  guesses: number;
  /** The uid that asked while signed in. */
  uid?: string;
  /** Set when the code was told rightly. */
  token?: string;
}

/** Codes sent to phones and mailboxes, which nobody but the door sees. */
export class Verifications {
  /** Oldest first. */
  private pending: Pending[] = [];

  constructor(private readonly clock: Clock) {}

  send(
    contact: Contact,
    about: { uid?: string; usage?: string } = {}
  ): { verification_id: string; expires_in: number } {
    const verificationId = randomBytes(24).toString('base64url');
    this.pending.push({
      to: contactText(contact),
      code: String(randomInt(1_000_000)).padStart(6, '0'),
      verificationId,
      at: this.clock.now(),
      contact,
      guesses: 0,
      ...about,
    });
    this.pending = this.pending.slice(-MOST_KEPT);
    return { verification_id: verificationId, expires_in: SECONDS };
  }

  /** Milliseconds since the last code to this contact, Infinity for none. */
  sinceLast(contact: Contact): number {
    const to = contactText(contact);
    const last = this.pending.findLast((one) => one.to === to);
    return last ? this.clock.now() - last.at : Infinity;
  }

  /** @throws AuthError invalid_argument */
  verify(
    verificationId: string,
    code: string
  ): { verification_token: string; expires_in: number } {
    const found = this.pending.find(
      (one) => one.verificationId === verificationId
    );
    this.check(found, code);
    found.token ??= randomBytes(32).toString('base64url');
    return { verification_token: found.token, expires_in: SECONDS };
  }

  /** The code itself in place of a token, as old clients send it. */
  redeemCode(contact: Contact, code: string): void {
    const to = contactText(contact);
    const found = this.pending.findLast((one) => one.to === to);
    this.check(found, code);
    this.forget(found);
  }

  /**
   * Whose phone or mailbox the token proves.
   * @throws AuthError invalid_argument
   */
  contactOf(token: unknown): Contact {
    return this.byToken(token).contact;
  }

  /** A token that did its work does none again. */
  redeem(token: unknown): void {
    this.forget(this.byToken(token));
  }

  /** Uses up a code that this user asked for and has told rightly. */
  redeemProof(uid: string, contact: Contact): boolean {
    const to = contactText(contact);
    const found = this.pending.findLast(
      (one) => one.to === to && one.uid === uid && one.token && this.fresh(one)
    );
    if (found) this.forget(found);
    return found !== undefined;
  }

  /** Newest last. */
  sent(): SentCode[] {
    return this.pending.map(({ to, code, verificationId, usage, at }) => ({
      to,
      code,
      verificationId,
      ...(usage && { usage }),
      at,
    }));
  }

  clear(): void {
    this.pending = [];
  }

  private byToken(token: unknown): Pending {
    const found = this.pending.find(
      (one) => one.token !== undefined && one.token === token
    );
    if (found && this.fresh(found)) return found;
    throw new AuthError(
      'invalid_argument',
      'the verification token is invalid or has expired'
    );
  }

  private check(
    found: Pending | undefined,
    code: string
  ): asserts found is Pending {
    if (!found || !this.fresh(found) || found.guesses >= MOST_GUESSES) {
      throw new AuthError(
        'invalid_argument',
        'the verification code is unknown or has expired'
      );
    }
    if (found.code === code) return;
    found.guesses += 1;
    throw new AuthError(
      'invalid_argument',
      'the verification code does not match'
    );
  }

  private fresh({ at }: Pending): boolean {
    return this.clock.now() - at <= SECONDS * 1_000;
  }

  private forget(done: Pending): void {
    this.pending = this.pending.filter((one) => one !== done);
  }
}

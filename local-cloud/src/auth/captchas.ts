import { randomBytes, randomInt } from 'node:crypto';
import type { Clock } from '../kernel/clock';
import { AuthError } from './auth-error';

const SECONDS = 600;
const MOST_KEPT = 200;

interface Captcha {
  token: string;
  key: string;
  at: number;
  /** Set when it was read rightly. */
  passed?: string;
}

/**
 * Pictures with four digits, asked for after wrong passwords. They are plain
 * to read: they are here so that a client's own handling of them runs.
 */
export class Captchas {
  private kept: Captcha[] = [];
  /** Wrong passwords in a row, by uid. */
  private readonly wrong = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  make(): { token: string; data: string; type: 'image'; expires_in: number } {
    const captcha = {
      token: randomBytes(16).toString('hex'),
      key: String(randomInt(10_000)).padStart(4, '0'),
      at: this.clock.now(),
    };
    this.kept = [...this.kept, captcha].slice(-MOST_KEPT);
    return {
      token: captcha.token,
      data: pictureOf(captcha.key),
      type: 'image',
      expires_in: SECONDS,
    };
  }

  /** One guess each. @throws AuthError captcha_invalid */
  pass(
    token: unknown,
    key: unknown
  ): { captcha_token: string; expires_in: number } {
    const found = this.kept.find((one) => one.token === token);
    if (!found || !this.fresh(found) || found.passed || found.key !== key) {
      this.kept = this.kept.filter((one) => one !== found);
      throw new AuthError('captcha_invalid', 'the captcha is wrong');
    }
    found.passed = randomBytes(16).toString('hex');
    return { captcha_token: found.passed, expires_in: SECONDS };
  }

  /**
   * Once too many passwords were wrong, each further try needs a token.
   * @throws AuthError captcha_required, captcha_invalid
   */
  guard(uid: string, most: number, token: string | null): void {
    if (most <= 0 || (this.wrong.get(uid) ?? 0) < most) return;
    if (!token)
      throw new AuthError('captcha_required', 'captcha_token required');
    const found = this.kept.find((one) => one.passed === token);
    if (!found || !this.fresh(found)) {
      throw new AuthError('captcha_invalid', 'captcha_token is invalid');
    }
    this.kept = this.kept.filter((one) => one !== found);
  }

  count(uid: string): void {
    this.wrong.set(uid, (this.wrong.get(uid) ?? 0) + 1);
  }

  forgive(uid: string): void {
    this.wrong.delete(uid);
  }

  /** For the door: what the newest pictures say, newest last. */
  shown(): { token: string; key: string; at: number }[] {
    return this.kept.map(({ token, key, at }) => ({ token, key, at }));
  }

  clear(): void {
    this.kept = [];
    this.wrong.clear();
  }

  private fresh({ at }: Captcha): boolean {
    return this.clock.now() - at <= SECONDS * 1_000;
  }
}

function pictureOf(text: string): string {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40">' +
    '<rect width="120" height="40" fill="#eef"/>' +
    `<text x="20" y="29" font-size="28" letter-spacing="6">${text}</text></svg>`;
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
}

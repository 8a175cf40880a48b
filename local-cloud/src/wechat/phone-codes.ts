import { randomBytes } from 'node:crypto';
import { CloudError } from '../kernel/errors';
import { fine, refusal } from './errcodes';
import type { Memory } from './memory';
import { textOf } from './options';
import type { ApiParams, ApiReply, Surroundings } from './options';

const VALID_MS = 5 * 60_000;
const KEPT = 1_000;

interface PhoneCode {
  openid: string;
  /** Without the country's code. */
  number: string;
  countryCode: string;
  issuedAt: number;
  used: boolean;
}

/** The codes that a tap on the button `getPhoneNumber` gives. */
export class PhoneCodes {
  private readonly codes;

  constructor(
    memory: Memory,
    private readonly at: Surroundings
  ) {
    this.codes = memory.topic<PhoneCode>('phone-codes');
  }

  /** @throws CloudError INVALID_PARAM */
  issue(wish: Record<string, unknown>): { code: string; expiresAt: number } {
    const { openid, phoneNumber, countryCode = '86' } = wish;
    const number = String(phoneNumber ?? '');
    if (!textOf(openid) || !/^\d{5,15}$/.test(number)) {
      throw new CloudError(
        'INVALID_PARAM',
        'openid and a phoneNumber of digits are needed'
      );
    }
    const code = randomBytes(32).toString('hex');
    const issuedAt = this.at.clock.now();
    const issued = {
      openid: textOf(openid),
      number,
      countryCode: String(countryCode),
      issuedAt,
      used: false,
    };
    this.codes.put(code, issued, KEPT);
    return { code, expiresAt: issuedAt + VALID_MS };
  }

  /** `phonenumber.getPhoneNumber`: once, within five minutes. */
  redeem(params: ApiParams): ApiReply {
    const { clock, appId, switches } = this.at;
    const id = textOf(params.code);
    const code = this.codes.get(id);
    if (!code || clock.now() - code.issuedAt > VALID_MS) return refusal(40029);
    if (params.openid !== undefined && params.openid !== code.openid) {
      return refusal(40029);
    }
    if (code.used) return refusal(Number(switches().usedPhoneCode));
    this.codes.put(id, { ...code, used: true });
    const { number, countryCode, issuedAt } = code;
    return fine({
      phone_info: {
        phoneNumber: countryCode === '86' ? number : `+${countryCode}${number}`,
        purePhoneNumber: number,
        countryCode,
        watermark: { timestamp: Math.floor(issuedAt / 1_000), appid: appId },
      },
    });
  }
}

import * as z from 'zod';

/** Seconds a code of an authenticator lasts (RFC 6238). */
export const CODE_SECONDS = 30;
/** A code of the step before and of the step after is taken, for slow clocks. */
export const CODE_WINDOW = 1;

/** Kept in `logins/{staffCode}`; never leaves the function. */
export const SecondFactor = z.object({
  /** Sealed for the purpose 'totp'. */
  secret: z.string(),
  /** The time step of the last code that was taken: none is taken twice. */
  lastStep: z.int(),
  /** Digests of the recovery codes that are left. */
  recovery: z.array(z.string()),
});
export type SecondFactor = z.infer<typeof SecondFactor>;

/** The six digits of an authenticator; blanks are what people type. */
export const FactorCode = z
  .string()
  .max(20)
  .transform((text) => text.replace(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/));

/** `xxxx-xxxx-xxxx-xxxx`, as it was shown; blanks and capitals do not matter. */
export const RecoveryCode = z
  .string()
  .max(60)
  .transform((text) => text.replace(/[^0-9a-z]/gi, '').toLowerCase())
  .pipe(z.string().length(16));

/**
 * Takes a code that was right in time step `step`.
 * @returns the factor as it is afterwards, or null where it was used before
 */
export function takeStep(
  factor: SecondFactor,
  step: number
): SecondFactor | null {
  return step > factor.lastStep ? { ...factor, lastStep: step } : null;
}

/** Takes a recovery code by its digest; null: there is none such left. */
export function takeRecovery(
  factor: SecondFactor,
  digest: string
): SecondFactor | null {
  if (!factor.recovery.includes(digest)) return null;
  const recovery = factor.recovery.filter((one) => one !== digest);
  return { ...factor, recovery };
}

/** Sixteen readable characters in four groups. */
export function shownRecoveryCode(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1-');
}

import * as z from 'zod';
import { LIMITS } from '../values/limits';
import { lengthOf, oneLine } from '../values/text';

/**
 * What draws nothing or turns the writing direction round: with these a name
 * could look like another one, or like nothing.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;
/** Joins emoji to one; without it a family falls apart. */
const JOINER = '\u200d';

/** One line, without what cannot be seen, in one form of writing. */
export function cleanName(typed: string): string {
  const seen = typed
    .normalize('NFC')
    .replace(/\s/gu, ' ')
    .replace(UNSEEN, (sign) => (sign === JOINER ? sign : ''));
  return oneLine(seen);
}

function words(max: number) {
  return z
    .string()
    .max(10 * max)
    .transform(cleanName)
    .refine((text) => lengthOf(text) <= max, { error: 'too long' });
}

function someWords(max: number) {
  return words(max).refine((text) => /[\p{L}\p{N}\p{S}\p{P}]/u.test(text), {
    error: 'nothing to see',
  });
}

export const Nick = someWords(LIMITS.name);
export const Tag = someWords(LIMITS.tag);
/** '' takes it away. */
export const RealName = words(LIMITS.name);
export const Unit = words(LIMITS.unit);
/** A picture of our own storage, never an address elsewhere; '' for none. */
export const Avatar = z
  .string()
  .regex(/^cloud:\/\/[\w.-]+\/[\w-]+(?:[./][\w-]+){0,8}$/)
  .max(200)
  .or(z.literal(''));
/** Why something was done; for other staff. */
export const Reason = someWords(LIMITS.reason);

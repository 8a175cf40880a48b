import { noNumbers } from './numbers';
import type { Numbers } from './schema';

/**
 * Numbers as they are stored: about 50 bytes instead of 500, so that a day of
 * many people stays one small document. What is added goes to the end.
 */
export function packed(numbers: Numbers): number[] {
  const { firstReply, reply, scores, pushes } = numbers;
  const all = [
    ...PLAIN.map((key) => numbers[key]),
    firstReply.ms,
    firstReply.count,
    reply.ms,
    reply.count,
    ...scores,
    ...PUSHES.map((key) => pushes[key]),
  ];
  return all.slice(0, all.findLastIndex((one) => one !== 0) + 1);
}

/** Of nothing nothing; what is missing at the end is 0. */
export function unpacked(all: readonly number[] | undefined): Numbers {
  const numbers = noNumbers();
  let at = 0;
  const next = () => all?.[at++] ?? 0;
  for (const key of PLAIN) numbers[key] = next();
  numbers.firstReply = { ms: next(), count: next() };
  numbers.reply = { ms: next(), count: next() };
  numbers.scores = numbers.scores.map(next);
  for (const key of PUSHES) numbers.pushes[key] = next();
  return numbers;
}

/** Where in a stored row the number of customers stands. */
export const CUSTOMERS_AT = 0;

/** Their order is stored: never another one. */
const PLAIN = [
  'customers',
  'begun',
  'handled',
  'closed',
  'customerMessages',
  'agentMessages',
  'contacts',
  'solvedInOne',
  'converted',
  'hours',
  'activeHours',
] as const;
const PUSHES = [
  'wanted',
  'attempted',
  'accepted',
  'failed',
  'noCredit',
  'limited',
  'skipped',
  'clicked',
] as const;

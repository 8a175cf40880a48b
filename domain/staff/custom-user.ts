import type { Staff } from './schema';

const SHAPE = /^([0-9a-z]{16})-([1-9]\d{0,9})$/;

/**
 * The id a web ticket is issued for, 4 to 32 characters. Its generation is
 * raised to throw out every session: a new generation is a new uid.
 */
export function customUserIdOf(
  staff: Pick<Staff, '_id' | 'uidGeneration'>
): string {
  return `${staff._id}-${staff.uidGeneration}`;
}

/** null: not an id that this product issued. */
export function parseCustomUserId(
  text: string
): { staffId: string; generation: number } | null {
  const match = SHAPE.exec(text);
  if (!match?.[1] || !match[2]) return null;
  return { staffId: match[1], generation: Number(match[2]) };
}

import { createHash } from 'node:crypto';

/** One JSON line. Never a password, a ticket, a text or a bare identity. */
export function log(
  level: 'info' | 'error',
  event: string,
  fields: Record<string, unknown>
): void {
  const line = JSON.stringify({ level, event, ...fields });
  if (level === 'error') console.error(line);
  else console.log(line);
}

/** Tells callers apart in the log without naming them. */
export function shadowOf(identity: string): string {
  return createHash('sha256').update(identity).digest('hex').slice(0, 8);
}

/** A failure that must not fail its host, or that nobody expected. */
export function logError(
  event: string,
  error: unknown,
  fields: Record<string, unknown> = {}
): void {
  const { message, stack } =
    error instanceof Error ? error : { message: String(error), stack: '' };
  log('error', event, { ...fields, message, stack });
}

import type { Caller } from '../kernel/caller';

/** How many documents one read gives, by kind of caller. */
export interface ReadLimits {
  byDefault: number;
  most: number;
}

/** Largest document a client may write. */
export const CLIENT_DOCUMENT_BYTES = 512 * 1024;

export function readLimits(caller: Caller | null): ReadLimits {
  const phone = caller?.kind === 'client' && caller.openid !== undefined;
  return phone ? { byDefault: 20, most: 20 } : { byDefault: 100, most: 1000 };
}

/** More than the most is cut, as the cloud does, not refused. */
export function effectiveLimit(
  caller: Caller | null,
  wished: number | undefined
): number {
  const { byDefault, most } = readLimits(caller);
  if (wished === undefined || !Number.isFinite(wished) || wished <= 0) {
    return byDefault;
  }
  return Math.min(Math.floor(wished), most);
}

export type CallerKind = 'phone' | 'web' | 'server' | 'nobody';

export function kindOf(caller: Caller | null): CallerKind {
  if (caller === null) return 'nobody';
  if (caller.kind === 'server') return 'server';
  return caller.openid !== undefined ? 'phone' : 'web';
}

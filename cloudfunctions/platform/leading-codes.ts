import { command } from './cloud';
import type { Loose } from './documents';
import { anyOf } from './filters';

/** His codes that lead to him: in force, or replaced and still on walls. */
export function leadingCodes(staffId: string, now: number): Loose {
  return anyOf([
    { staffId, status: 'active' },
    { staffId, status: 'replaced', revokedAt: command.gt(now) },
  ]);
}

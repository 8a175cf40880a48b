import { CloudError } from '../kernel/errors';
import type { DoorParts } from './parts';

const EMPTIED = [
  'documents',
  'accounts',
  'files',
  'watches',
  'calls',
  'pushes',
  'credits',
  'refusals',
  'faults',
  'counters',
];
const UNTOUCHED = [
  'collections',
  'indexes',
  'rules',
  'keys',
  'clock',
  'switches',
];

/**
 * `{keep?: ['accounts']}` → what was emptied and what was kept. Kept accounts
 * keep their sessions.
 * @throws CloudError INVALID_PARAM for what cannot be kept
 */
export async function resetCloud(
  { reset }: DoorParts,
  { keep = [] }: Record<string, unknown>
): Promise<{ ok: true; emptied: string[]; kept: string[] }> {
  if (!Array.isArray(keep) || keep.some((name) => name !== 'accounts')) {
    throw new CloudError('INVALID_PARAM', 'keep may hold accounts, no more');
  }
  const keepAccounts = keep.length > 0;
  await reset({ keepAccounts });
  const kept = keepAccounts ? ['accounts'] : [];
  return {
    ok: true,
    emptied: EMPTIED.filter((name) => !kept.includes(name)),
    kept: [...kept, ...UNTOUCHED],
  };
}

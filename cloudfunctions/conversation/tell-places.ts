import type { Arrival } from '../../domain/conversation/case';
import { command } from '../platform/cloud';
import { find, updateWhere } from '../platform/documents';

/** Tells those who still wait how many are before them. */
export async function tellPlaces(left: readonly Arrival[]): Promise<void> {
  if (left.length === 0) return;
  const ids = left.map(({ _id }) => _id);
  const waiting = await find(
    'conversations',
    { _id: command.in(ids), state: 'waiting' },
    { limit: ids.length }
  );
  for (const { _id, queue } of waiting) {
    const position = ids.indexOf(_id) + 1;
    if (queue?.position === position) continue;
    await updateWhere(
      'conversations',
      { _id, state: 'waiting' },
      { queue: { position, etaSeconds: null } }
    );
  }
}

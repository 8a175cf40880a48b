import type { ClientCaller } from '../kernel/caller';
import type { Operation, Preset } from '../kernel/rules';
import type { Filter } from '../kernel/store';

export const PRESETS: readonly Preset[] = [
  'READONLY',
  'PRIVATE',
  'ADMINWRITE',
  'ADMINONLY',
];

/** Whose documents a client's are: openid on the phone, uid on the web. */
export function ownerOf(caller: ClientCaller | null): string | null {
  return caller?.openid || caller?.uid || null;
}

/** Why a preset refuses, or null; what is left is filtered silently. */
export function refusedByPreset(
  preset: Preset,
  operation: Operation,
  caller: ClientCaller | null
): string | null {
  const readable = preset === 'READONLY' || preset === 'ADMINWRITE';
  if (operation === 'read' && readable) return null;
  if (preset === 'ADMINWRITE' || preset === 'ADMINONLY') {
    return `${preset}: only the server may ${operation}`;
  }
  return ownerOf(caller) === null ? `${preset}: nobody is signed in` : null;
}

/** The condition a preset adds to what a client asks, or null. */
export function filterOfPreset(
  preset: Preset,
  operation: Operation,
  caller: ClientCaller | null
): Filter | null {
  const own =
    preset === 'PRIVATE' || (preset === 'READONLY' && operation !== 'read');
  if (!own || operation === 'create') return null;
  const owner = ownerOf(caller);
  return owner === null ? { _id: { $in: [] } } : { _openid: owner };
}

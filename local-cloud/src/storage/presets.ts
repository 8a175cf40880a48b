import type { StorageRules } from './options';

const OWNER = 'resource.openid == auth.openid || resource.openid == auth.uid';

/** The four that the console offers, by the names of the management API. */
export const STORAGE_PRESETS = {
  READONLY: { read: true, write: OWNER },
  PRIVATE: { read: OWNER, write: OWNER },
  ADMINWRITE: { read: true, write: false },
  ADMINONLY: { read: false, write: false },
} as const satisfies Record<string, StorageRules>;

export type StoragePreset = keyof typeof STORAGE_PRESETS;

export function isStoragePreset(name: unknown): name is StoragePreset {
  return typeof name === 'string' && Object.hasOwn(STORAGE_PRESETS, name);
}

import type { Clock } from '../kernel/clock';
import type { StoragePreset } from './presets';

/** The storage rule of an environment, one for the whole bucket. */
export interface StorageRules {
  read: boolean | string;
  write: boolean | string;
}

export interface StorageOptions {
  envId: string;
  /** Default `<envId>-bucket`. */
  bucket?: string;
  /** Data folder, files go to its `files`; null keeps nothing. */
  dir: string | null;
  clock: Clock;
  /** Default: everybody reads, the creator writes. */
  rules?: StorageRules | StoragePreset | null;
  /** Developer's log. */
  log?: (line: string) => void;
}

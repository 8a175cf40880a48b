import { readSettings } from '../../domain/settings/read';
import { DEFAULT_SETTINGS, type Settings } from '../../domain/settings/schema';
import { get } from './documents';
import { log } from './log';

export const CURRENT_SETTINGS = 'current';
/** A change is seen by every running function within this time. */
const FRESH_MS = 10_000;

let known = DEFAULT_SETTINGS;
let readAt = Number.NEGATIVE_INFINITY;

/** The settings in force; one read in ten seconds, whoever asks. */
export async function settings(): Promise<Settings> {
  const now = Date.now();
  // A clock that was set back must not keep old settings for ever.
  if (Math.abs(now - readAt) < FRESH_MS) return known;
  const stored = await get('settings', CURRENT_SETTINGS);
  const { settings: read, broken } = readSettings(stored?.values);
  if (broken.length > 0) log('error', 'settings unreadable', { broken });
  known = read;
  readAt = now;
  return known;
}

import { DEFAULT_SETTINGS, Settings } from '../../domain/settings/schema';
import { get } from './documents';
import { logError } from './log';

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
  known = readable(stored?.values);
  readAt = now;
  return known;
}

/** What cannot be read falls back, section by section, to its default. */
function readable(values: Record<string, unknown> = {}): Settings {
  const whole = Settings.safeParse(values);
  if (whole.success) return whole.data;
  logError('settings', whole.error);
  const broken = new Set(whole.error.issues.map(({ path }) => path[0]));
  const sound = Object.entries(values).filter(([name]) => !broken.has(name));
  return Settings.parse(Object.fromEntries(sound));
}

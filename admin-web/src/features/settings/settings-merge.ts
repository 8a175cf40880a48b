import { changedValues } from '../../../../domain/settings/change';
import {
  SETTINGS_SECTIONS,
  type Settings,
  type SettingsSection,
} from '../../../../domain/settings/schema';

/**
 * What somebody was changing, on top of what somebody else has stored
 * meanwhile: his own values where he changed them, theirs everywhere else.
 */
export function mergeSettings(
  base: Settings,
  mine: Settings,
  theirs: Settings
): Settings {
  const own = new Set(changedValues(base, mine));
  const merged = SETTINGS_SECTIONS.map((section) => [
    section,
    Object.fromEntries(
      Object.entries(theirs[section]).map(([key, value]) => [
        key,
        own.has(`${section}.${key}`) ? valueOf(mine, section, key) : value,
      ])
    ),
  ]);
  return Object.fromEntries(merged) as Settings;
}

/** What both have changed, and not to the same: `push.perHour`. */
export function clashesOf(
  base: Settings,
  mine: Settings,
  theirs: Settings
): string[] {
  const others = new Set(changedValues(base, theirs));
  const still = new Set(changedValues(theirs, mine));
  return changedValues(base, mine).filter(
    (path) => others.has(path) && still.has(path)
  );
}

/** What is to be sent, section by section, in the order of the schema. */
export function changesToSend(
  base: Settings,
  draft: Settings
): { section: SettingsSection; values: Record<string, unknown> }[] {
  const paths = changedValues(base, draft);
  return SETTINGS_SECTIONS.flatMap((section) => {
    const keys = paths
      .filter((path) => path.startsWith(`${section}.`))
      .map((path) => path.slice(section.length + 1));
    if (keys.length === 0) return [];
    const values = Object.fromEntries(
      keys.map((key) => [key, valueOf(draft, section, key)])
    );
    return [{ section, values }];
  });
}

export function valueOf(
  settings: Settings,
  section: SettingsSection,
  key: string
): unknown {
  return (settings[section] as Record<string, unknown>)[key];
}

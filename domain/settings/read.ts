import {
  DEFAULT_SETTINGS,
  Settings,
  SETTINGS_SECTIONS,
  type SettingsSection,
} from './schema';

export interface ReadSettings {
  settings: Settings;
  /** What was stored and cannot be read: `push.perHour`. */
  broken: string[];
}

/**
 * Stored settings, whatever version wrote them. What is unknown today is left
 * out; what cannot be read falls back to its default, value by value.
 */
export function readSettings(
  stored: Record<string, unknown> = {}
): ReadSettings {
  const settings: Record<string, unknown> = {};
  const broken: string[] = [];
  for (const section of SETTINGS_SECTIONS) {
    const read = readSection(section, stored[section]);
    settings[section] = read.value;
    broken.push(...read.broken);
  }
  return { settings: settings as Settings, broken };
}

function readSection(section: SettingsSection, stored: unknown) {
  const schema = Settings.shape[section];
  const whole = schema.safeParse(stored);
  if (whole.success) return { value: whole.data, broken: [] };
  const keys = whole.error.issues.map(({ path }) => path[0]);
  const broken = [...new Set(keys)].map((key) =>
    key === undefined ? section : `${section}.${String(key)}`
  );
  const rest = schema.safeParse(without(stored, keys));
  return {
    value: rest.success ? rest.data : DEFAULT_SETTINGS[section],
    broken,
  };
}

function without(stored: unknown, keys: readonly unknown[]): unknown {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const sound = Object.entries(stored).filter(([key]) => !keys.includes(key));
  return Object.fromEntries(sound);
}

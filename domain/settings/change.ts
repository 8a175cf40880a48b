import { refuse } from '../errors';
import { Settings, SETTINGS_SECTIONS, type SettingsSection } from './schema';

/**
 * A section with some of its values changed.
 * @returns the whole section, as it is stored
 * @throws INVALID_INPUT with the field that is wrong or that nobody knows
 */
export function changeSection<S extends SettingsSection>(
  section: S,
  before: Settings,
  given: Record<string, unknown>
): Settings[S] {
  const wished = { ...before[section], ...given };
  const result = Settings.shape[section].safeParse(wished);
  if (!result.success) {
    const path = result.error.issues[0]?.path ?? [];
    blame([section, ...path.map(String)].join('.'));
  }
  const unknown = Object.keys(given).find(
    (key) => !Object.hasOwn(result.data, key)
  );
  if (unknown !== undefined) blame(`${section}.${unknown}`);
  return result.data as Settings[S];
}

/**
 * Several sections changed, each by its own rules.
 * @throws INVALID_INPUT as `changeSection` does, for the first that is wrong
 */
export function changeSettings(
  before: Settings,
  changes: readonly {
    section: SettingsSection;
    values: Record<string, unknown>;
  }[]
): Settings {
  return changes.reduce<Settings>(
    (all, { section, values }) => ({
      ...all,
      [section]: changeSection(section, all, values),
    }),
    before
  );
}

function blame(field: string): never {
  refuse('INVALID_INPUT', field, { field });
}

/** What differs, as `push.perHour`; nothing where all is as before. */
export function changedValues(before: Settings, after: Settings): string[] {
  return SETTINGS_SECTIONS.flatMap((section) =>
    Object.entries(after[section])
      .filter(([key, value]) => !isSame(value, valueAt(before[section], key)))
      .map(([key]) => `${section}.${key}`)
  );
}

function valueAt(values: object, key: string): unknown {
  return (values as Record<string, unknown>)[key];
}

/** Both were parsed by the same schema, so their keys are in one order. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

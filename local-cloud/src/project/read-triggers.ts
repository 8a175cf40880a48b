import { invalid, isObject } from './project-error';

/** A timer with its seven fields. */
export interface TriggerEntry {
  name: string;
  type: 'timer';
  config: string;
}

/**
 * Timers of one function; what is no timer is left out with a note.
 * @throws CloudError PROJECT_INVALID
 */
export function readTriggers(
  file: string,
  value: unknown,
  notes: string[]
): TriggerEntry[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw invalid(file, 'triggers must be a list');
  const triggers = value.flatMap((entry: unknown) => {
    const { name, type = 'timer', config } = isObject(entry) ? entry : {};
    if (typeof name !== 'string' || !/^[A-Za-z][\w-]{0,59}$/.test(name)) {
      const rule = 'a letter, then up to 59 letters, digits, - and _';
      throw invalid(file, `the name of a trigger must be ${rule}`);
    }
    if (type !== 'timer') {
      notes.push(`${file}: trigger "${name}" is left out: no ${type} triggers`);
      return [];
    }
    if (typeof config === 'string') return [{ name, type, config } as const];
    throw invalid(file, `trigger "${name}" needs a text as config`);
  });
  const names = triggers.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice) throw invalid(file, `two triggers are named "${twice}"`);
  return triggers;
}

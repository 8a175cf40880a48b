import { CloudError } from '../kernel/errors';
import type { RuleSwitches } from '../kernel/rules';
import { SWITCHES } from './switch-table';

type Table = typeof SWITCHES;
type PositionOf<Entry> = Entry extends {
  positions: readonly (infer Position)[];
}
  ? Position
  : number;

/** Where each switch stands, by name. */
export type Switches = {
  -readonly [Name in keyof Table]: PositionOf<Table[Name]>;
};

/** A switch as the door and the console show it. */
export interface SwitchReport {
  name: string;
  value: boolean | number | string;
  default: boolean | number | string;
  /** What it may be set to; `number`: any whole number from 0. */
  positions: readonly (boolean | string)[] | 'number';
  why: string;
  /** The same in Chinese, for the console's page. */
  zh?: string;
  /** Numbers of SPEC.md that speak of it. */
  spec: readonly string[];
}

export const DEFAULT_SWITCHES: Readonly<Switches> = Object.fromEntries(
  Object.entries(SWITCHES).map(([name, entry]) => [name, entry.default])
) as Switches;

export class SwitchBoard {
  private values: Switches = { ...DEFAULT_SWITCHES };

  read = (): Switches & RuleSwitches => this.values;

  report(): SwitchReport[] {
    return Object.entries(SWITCHES).map(([name, entry]) => ({
      name,
      value: this.values[name as keyof Switches],
      ...entry,
    }));
  }

  /** @throws CloudError INVALID_PARAM naming the switch; then none is set */
  set(wanted: Record<string, unknown>): Switches {
    for (const [name, value] of Object.entries(wanted)) check(name, value);
    this.values = { ...this.values, ...(wanted as Partial<Switches>) };
    return this.values;
  }

  reset(): void {
    this.values = { ...DEFAULT_SWITCHES };
  }
}

function check(name: string, value: unknown): void {
  if (!Object.hasOwn(SWITCHES, name)) {
    throw new CloudError('INVALID_PARAM', `there is no switch ${name}`);
  }
  const positions: readonly unknown[] | 'number' =
    SWITCHES[name as keyof Switches].positions;
  const isNumber = positions === 'number';
  const fits = isNumber
    ? Number.isSafeInteger(value) && (value as number) >= 0
    : positions.includes(value);
  if (fits) return;
  const choice = isNumber ? 'a whole number from 0' : positions.join(' or ');
  throw new CloudError('INVALID_PARAM', `${name} must be ${choice}`);
}

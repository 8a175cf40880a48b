import { CloudError } from '../kernel/errors';
import type { RuleSwitches } from '../kernel/rules';

/** Positions of undocumented behaviour, all in one place. */
export interface Switches extends RuleSwitches {
  /** Whether watches are served, or refused as by quota. */
  watchEnabled: boolean;
  /** Most sockets that hold a watch at a time. */
  connectionQuota: number;
  /** Phone callers find `userInfo {appId, openId}` in their event. */
  userInfoInEvent: boolean;
  /** HTTP status of a gateway error: 4xx and 5xx as documented, or 200. */
  gatewayErrorStatus: 'ok' | 'http';
}

/**
 * Each default is the position that refuses more, or that a documented
 * example needs. Short-circuit: the platform's own templates read fields of
 * documents that are missing in the branch not taken.
 */
export const DEFAULT_SWITCHES: Readonly<Switches> = {
  equality: 'strict',
  evaluation: 'short-circuit',
  missingProperty: 'error',
  everyRuleFieldInQuery: false,
  byDocumentId: 'strict',
  docInCreate: 'undefined',
  openidOfWebCaller: 'absent',
  loginTypeOfTicket: 'CUSTOM',
  watchEnabled: true,
  connectionQuota: 100_000,
  userInfoInEvent: true,
  gatewayErrorStatus: 'http',
};

const CHOICES: Partial<Record<keyof Switches, readonly string[]>> = {
  equality: ['strict', 'loose'],
  evaluation: ['short-circuit', 'eager'],
  missingProperty: ['error', 'undefined'],
  byDocumentId: ['strict', 'read-then-check'],
  docInCreate: ['data', 'undefined'],
  openidOfWebCaller: ['absent', 'empty'],
  loginTypeOfTicket: ['CUSTOM', 'absent'],
  gatewayErrorStatus: ['ok', 'http'],
};

export class SwitchBoard {
  private values: Switches = { ...DEFAULT_SWITCHES };

  read = (): Switches => this.values;

  /** @throws CloudError INVALID_PARAM naming the switch */
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
  if (!Object.hasOwn(DEFAULT_SWITCHES, name)) {
    throw new CloudError('INVALID_PARAM', `there is no switch ${name}`);
  }
  const key = name as keyof Switches;
  const choices = CHOICES[key];
  const fits = choices
    ? choices.includes(value as string)
    : typeof value === typeof DEFAULT_SWITCHES[key];
  if (fits) return;
  const wanted = choices?.join(' or ') ?? typeof DEFAULT_SWITCHES[key];
  throw new CloudError('INVALID_PARAM', `${name} must be ${wanted}`);
}

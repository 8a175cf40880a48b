import type { ClientCaller } from '../kernel/caller';
import { CloudError } from '../kernel/errors';

/** The functions rule of an environment: `*` and exact names. */
export type InvokeRules = Record<string, { invoke: boolean | string }>;

type Condition = (caller: ClientCaller | null) => boolean;

/** The two texts that the platform takes, without their blanks. */
const CONDITIONS: Record<string, Condition> = {
  'auth!=null': (caller) => caller !== null,
  "auth.loginType!='ANONYMOUS'&&auth!=null": (caller) =>
    caller !== null && caller.loginType !== 'ANONYMOUS',
};

export const DEFAULT_INVOKE_RULES: InvokeRules = {
  '*': { invoke: 'auth != null' },
};

/** @throws CloudError INVALID_PARAM naming the entry that is not a rule. */
export function checkInvokeRules(rules: InvokeRules): InvokeRules {
  if (!Object.hasOwn(rules, '*')) throw notARule('*', 'is missing');
  for (const [name, rule] of Object.entries(rules)) {
    if (!conditionOf(rule?.invoke)) {
      const texts = `"auth != null" or "auth.loginType != 'ANONYMOUS' && auth != null"`;
      throw notARule(name, `must be true, false, ${texts}`);
    }
  }
  return rules;
}

/** The exact name beats `*`; what is not understood is refused. */
export function mayInvoke(
  rules: InvokeRules,
  name: string,
  caller: ClientCaller | null
): boolean {
  const rule = Object.hasOwn(rules, name) ? rules[name] : rules['*'];
  return conditionOf(rule?.invoke)?.(caller) ?? false;
}

function conditionOf(invoke: unknown): Condition | null {
  if (typeof invoke === 'boolean') return () => invoke;
  if (typeof invoke !== 'string') return null;
  const text = invoke.replace(/\s+/g, '').replaceAll('"', "'");
  return (Object.hasOwn(CONDITIONS, text) && CONDITIONS[text]) || null;
}

function notARule(name: string, why: string): CloudError {
  return new CloudError('INVALID_PARAM', `functions rule "${name}" ${why}`);
}

import type { ClientCaller } from '../kernel/caller';
import { CloudError } from '../kernel/errors';

/** The functions rule of an environment: `*` and exact names. */
export type InvokeRules = Record<string, { invoke: boolean | string }>;

const SIGNED_IN = 'auth != null';
export const DEFAULT_INVOKE_RULES: InvokeRules = {
  '*': { invoke: SIGNED_IN },
};

/** @throws CloudError INVALID_PARAM naming the entry that is not a rule. */
export function checkInvokeRules(rules: InvokeRules): InvokeRules {
  if (!Object.hasOwn(rules, '*')) throw notARule('*', 'is missing');
  for (const [name, rule] of Object.entries(rules)) {
    if (!isUnderstood(rule?.invoke)) {
      throw notARule(name, 'must be true, false or "auth != null"');
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
  if (typeof rule?.invoke === 'boolean') return rule.invoke;
  return isUnderstood(rule?.invoke) && caller !== null;
}

function isUnderstood(invoke: unknown): boolean {
  if (typeof invoke === 'boolean') return true;
  return typeof invoke === 'string' && /^\s*auth\s*!=\s*null\s*$/.test(invoke);
}

function notARule(name: string, why: string): CloudError {
  return new CloudError('INVALID_PARAM', `functions rule "${name}" ${why}`);
}

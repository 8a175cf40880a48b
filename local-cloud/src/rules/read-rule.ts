import type { Operation, Preset, RuleJson } from '../kernel/rules';
import { isPlainObject } from './plain-values';
import { PRESETS } from './presets';
import { ruleError } from './rule-error';
import { readRuleText, type RuleText } from './rule-text';

export type Permission = boolean | RuleText;

/** A rule ready to be evaluated: a preset, or one permission an operation. */
export type LoadedRule =
  | { preset: Preset }
  | { preset: null; permissions: Record<Operation, Permission> };

const KEYS = ['read', 'write', 'create', 'update', 'delete'] as const;
type Key = (typeof KEYS)[number];

/** @throws CloudError naming the mistake when the JSON is no rule. */
export function readRule(json: RuleJson): LoadedRule {
  if (typeof json === 'string') {
    if (PRESETS.includes(json)) return { preset: json };
    throw ruleError(`unknown preset '${String(json)}'`);
  }
  if (!isPlainObject(json)) throw ruleError('a rule is an object');
  const unknown = Object.keys(json).find((key) => !KEYS.includes(key as Key));
  if (unknown !== undefined) throw ruleError(`unknown key '${unknown}'`);
  const read = permissionOf(json, 'read') ?? false;
  const write = permissionOf(json, 'write') ?? false;
  return {
    preset: null,
    permissions: {
      read,
      create: permissionOf(json, 'create') ?? write,
      update: permissionOf(json, 'update') ?? write,
      delete: permissionOf(json, 'delete') ?? write,
    },
  };
}

function permissionOf(
  json: Exclude<RuleJson, Preset>,
  key: Key
): Permission | undefined {
  const value = json[key];
  if (value === undefined || typeof value === 'boolean') return value;
  if (typeof value === 'string') return readRuleText(value, key);
  throw ruleError(`${key} is neither a boolean nor an expression`);
}

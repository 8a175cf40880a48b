import type { RuleJson, Rules, RulesOptions } from '../kernel/rules';
import { judgeRequest } from './judge-request';
import { filterOfPreset } from './presets';
import { type LoadedRule, readRule } from './read-rule';

export { fillPlaceholders } from './placeholders';

const UNKNOWN: { json: RuleJson; rule: LoadedRule } = {
  json: 'ADMINONLY',
  rule: { preset: 'ADMINONLY' },
};

/**
 * The security rules of all collections. `set` refuses a text that is no
 * rule and keeps the former one; `check` never reads the collection it
 * judges, except by document id, and never rewrites a query.
 */
export function createRules(options: RulesOptions): Rules {
  const loaded = new Map<string, { json: RuleJson; rule: LoadedRule }>();
  const of = (collection: string) => loaded.get(collection) ?? UNKNOWN;
  return {
    set(collection, json) {
      loaded.set(collection, { json, rule: readRule(json) });
    },
    get: (collection) => of(collection).json,
    check: (request) =>
      judgeRequest(of(request.collection).rule, request, options),
    presetFilter(collection, operation, caller) {
      const { preset } = of(collection).rule;
      return preset ? filterOfPreset(preset, operation, caller) : null;
    },
  };
}

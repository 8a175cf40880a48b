import type { ClientCaller } from '../kernel/caller';
import { CloudError } from '../kernel/errors';
import { chainOf, walk, type Node, type NodeOf } from '../rules/ast';
import { parseExpression } from '../rules/parser';
import { isPlainObject } from '../values/keys';
import { limitTime } from '../query/limit-time';
import type { StorageRules } from './options';
import {
  isStoragePreset,
  STORAGE_PRESETS,
  type StoragePreset,
} from './presets';

/** The platform's default: 所有用户可读，仅创建者可写. */
export const DEFAULT_STORAGE_RULES: StoragePreset = 'READONLY';

/** A pattern of the project may be slow on a path that a client chose. */
const LONGEST_PATTERN_MS = 100;

/** What a storage rule may look at. */
export interface StorageScene {
  auth: { openid?: string; uid?: string; loginType?: string } | null;
  resource: { openid: string; path: string };
}

type Judge = (scene: StorageScene) => boolean;

export interface CompiledStorageRules {
  read: Judge;
  write: Judge;
}

/** @throws CloudError INVALID_PARAM for a rule that is not understood */
export function compileStorageRules(
  wanted: StorageRules | StoragePreset
): CompiledStorageRules {
  const rules = isStoragePreset(wanted) ? STORAGE_PRESETS[wanted] : wanted;
  if (!isPlainObject(rules)) {
    throw notARule(String(wanted), 'is no preset and no rule');
  }
  return {
    read: compile('read', rules.read),
    write: compile('write', rules.write),
  };
}

/** Who owns a file, as `resource.openid` says it. */
export const ownerId = (caller: ClientCaller | null): string =>
  caller?.openid ?? caller?.uid ?? '';

export function sceneOf(
  caller: ClientCaller | null,
  path: string,
  owner: string
): StorageScene {
  const { openid, uid, loginType } = caller ?? {};
  return {
    auth: caller && { openid, uid, loginType },
    resource: { openid: owner, path },
  };
}

/** `/pattern/flags.test(resource.path)`, which other rules do not know. */
const PATTERN_TEST =
  /\/((?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\[])+)\/([imsu]*)\.test\(\s*resource\.(path|openid)\s*\)/g;

function compile(name: string, rule: unknown): Judge {
  if (rule === undefined) return () => false;
  if (typeof rule === 'boolean') return () => rule;
  if (typeof rule !== 'string') throw notARule(name, 'must be text or boolean');
  try {
    return compileText(rule);
  } catch (error) {
    throw notARule(name, error instanceof Error ? error.message : '');
  }
}

function compileText(rule: string): Judge {
  const patterns: Judge[] = [];
  const text = rule.replace(PATTERN_TEST, (_, source, flags, field) => {
    const pattern = new RegExp(source as string, flags as string);
    const key = field as 'path' | 'openid';
    patterns.push(({ resource }) =>
      limitTime(LONGEST_PATTERN_MS, () => pattern.test(resource[key]))
    );
    return `pattern(${patterns.length - 1})`;
  });
  const root = parseExpression(text);
  for (const node of walk(root)) assertKnown(node, patterns.length);
  return (scene) => {
    try {
      return evaluate(root, scene, patterns) === true;
    } catch {
      // A field of nothing, or a pattern that takes too long: not proven.
      return false;
    }
  };
}

const FIELDS = [
  'auth',
  'auth.openid',
  'auth.uid',
  'auth.loginType',
  'resource.openid',
  'resource.path',
];

function assertKnown(node: Node, patterns: number): void {
  if (node.type === 'member' || node.type === 'name') {
    const chain = chainOf(node)?.join('.') ?? '';
    if (FIELDS.includes(chain) || chain === 'resource') return;
    throw new Error(`${chain} is not known to a storage rule`);
  }
  if (node.type === 'call') {
    const [index] = node.args;
    const known = index?.type === 'literal' && Number(index.value) < patterns;
    if (node.callee === 'pattern' && known) return;
    throw new Error(`${node.callee}() is not known to a storage rule`);
  }
  if (node.type === 'template' || node.type === 'concat') {
    throw new Error(`a ${node.type} is not known to a storage rule`);
  }
}

function evaluate(node: Node, scene: StorageScene, patterns: Judge[]): unknown {
  const value = (inner: Node) => evaluate(inner, scene, patterns);
  switch (node.type) {
    case 'literal':
      return node.value;
    case 'name':
      return scene[node.name as keyof StorageScene];
    case 'member':
      return (value(node.object) as Record<string, unknown>)[
        String(value(node.key))
      ];
    case 'array':
      return node.items.map(value);
    case 'in': {
      const items = value(node.right);
      if (!Array.isArray(items)) throw new Error('in needs a list');
      return items.includes(value(node.left)) !== node.negated;
    }
    case 'logic':
      return node.operator === '&&'
        ? value(node.left) === true && value(node.right) === true
        : value(node.left) === true || value(node.right) === true;
    case 'compare':
      return compare(node, value(node.left), value(node.right));
    case 'call':
      return patterns[Number(value(node.args[0] as Node))]?.(scene);
    default:
      throw new Error(`${node.type} is not evaluated`);
  }
}

function compare(
  { operator }: NodeOf<'compare'>,
  left: unknown,
  right: unknown
): boolean {
  if (operator === '==' || operator === '===') return left === right;
  if (operator === '!=' || operator === '!==') return left !== right;
  if (typeof left !== typeof right || left == null || right == null) {
    return false;
  }
  if (operator === '<') return left < right;
  if (operator === '<=') return left <= right;
  return operator === '>' ? left > right : left >= right;
}

function notARule(name: string, why: string): CloudError {
  return new CloudError('INVALID_PARAM', `storage rule "${name}": ${why}`);
}

import { chainOf, childrenOf, walk, type Node } from './ast';
import type { Operation } from '../kernel/rules';
import { parseExpression } from './parser';
import { ruleError } from './rule-error';

export const MAX_CHARACTERS = 1024;
export const MAX_GETS = 3;
export const MAX_NESTING = 2;

const AUTH_FIELDS = ['openid', 'uid', 'loginType'];

/** One rule expression that was accepted when it was loaded. */
export interface RuleText {
  source: string;
  root: Node;
  /** Paths below `doc` that the rule looks at; computed steps are cut off. */
  docPaths: string[][];
  /** Paths below `request.data`; `[]` stands for the whole of it. */
  dataPaths: string[][];
}

/**
 * Reads one expression and refuses what the platform would not take.
 * @throws CloudError naming the mistake and the position.
 */
export function readRuleText(
  source: string,
  key: Operation | 'write'
): RuleText {
  if (source.length > MAX_CHARACTERS) {
    throw ruleError(
      `${key} has ${source.length} characters, at most ${MAX_CHARACTERS}`
    );
  }
  if (source.trim() === '') throw ruleError(`${key} is empty`);
  const root = parseExpression(source);
  checkGets(root);
  checkConditions(root);
  checkNames(root, key);
  return {
    source,
    root,
    docPaths: pathsBelow(root, ['doc']),
    dataPaths: pathsBelow(root, ['request', 'data']),
  };
}

function checkGets(root: Node): void {
  const calls = [...walk(root)].filter((node) => node.type === 'call');
  for (const call of calls) {
    if (call.callee !== 'get') {
      throw ruleError(
        `unknown function '${call.callee}', only get()`,
        call.start
      );
    }
    if (call.args.length !== 1) {
      throw ruleError('get() takes exactly one path', call.start);
    }
  }
  if (calls.length > MAX_GETS) {
    throw ruleError(`more than ${MAX_GETS} get()`, calls[MAX_GETS]?.start);
  }
  const deepest = nesting(root);
  if (deepest > MAX_NESTING) {
    throw ruleError(`get() is nested ${deepest} deep, at most ${MAX_NESTING}`);
  }
}

function nesting(node: Node): number {
  const inside = Math.max(0, ...childrenOf(node).map(nesting));
  return node.type === 'call' ? inside + 1 : inside;
}

const isCondition = (node: Node) =>
  node.type === 'compare' || node.type === 'in' || node.type === 'logic';

/** Comparisons may be joined, but are no values themselves. */
function checkConditions(node: Node): void {
  if (node.type !== 'logic') {
    const inner = childrenOf(node).find(isCondition);
    if (inner) {
      throw ruleError('a comparison cannot be used as a value', inner.start);
    }
  }
  childrenOf(node).forEach(checkConditions);
}

function checkNames(node: Node, key: Operation | 'write'): void {
  const chain = chainOf(node);
  if (!chain) {
    for (const child of childrenOf(node)) checkNames(child, key);
    return;
  }
  checkChain(chain, node.start, key);
  checkComputedKeys(node, key);
}

function checkComputedKeys(node: Node, key: Operation | 'write'): void {
  if (node.type !== 'member') return;
  if (node.computed) checkNames(node.key, key);
  checkComputedKeys(node.object, key);
}

function checkChain(
  chain: (string | null)[],
  start: number,
  key: Operation | 'write'
): void {
  const [root, field] = chain;
  if (root === 'now') {
    if (chain.length > 1) throw ruleError("'now' has no fields", start);
    return;
  }
  if (root === 'auth') {
    const known = field === undefined || AUTH_FIELDS.includes(field ?? '');
    if (!known) throw ruleError(`unknown field 'auth.${field}'`, start);
    return;
  }
  if (root === 'doc') {
    if (chain.length === 1) throw ruleError("'doc' needs a field", start);
    return;
  }
  if (root === 'request') {
    if (field !== 'data' || chain.length < 3) {
      throw ruleError("'request' is used as request.data.<field>", start);
    }
    if (key === 'read' || key === 'delete') {
      throw ruleError(`request.data does not exist in '${key}'`, start);
    }
    return;
  }
  throw ruleError(`unknown name '${root}'`, start);
}

function pathsBelow(root: Node, prefix: string[]): string[][] {
  const paths = new Map<string, string[]>();
  for (const path of longestChains(root)) {
    if (!prefix.every((step, at) => path[at] === step)) continue;
    const known = path.slice(prefix.length);
    const cut = known.indexOf(null);
    const steps = (cut < 0 ? known : known.slice(0, cut)) as string[];
    paths.set(steps.join('.'), steps);
  }
  return [...paths.values()];
}

function longestChains(node: Node): (string | null)[][] {
  const chain = chainOf(node);
  if (!chain) return childrenOf(node).flatMap(longestChains);
  return [chain, ...computedKeys(node).flatMap(longestChains)];
}

function computedKeys(node: Node): Node[] {
  if (node.type !== 'member') return [];
  const inner = computedKeys(node.object);
  return node.computed ? [node.key, ...inner] : inner;
}

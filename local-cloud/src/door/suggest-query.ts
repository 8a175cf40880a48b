import type { ClientCaller } from '../kernel/caller';
import type { AccessRequest, Rules } from '../kernel/rules';
import type { Filter } from '../kernel/store';
import { chainOf, type Node } from '../rules/ast';
import { parseExpression } from '../rules/parser';

const MOST_WAYS = 32;

/**
 * What was asked, with the equalities that the rule demands of this caller.
 * Each way is put to the rules, so what is suggested is allowed; null where
 * no equality would do.
 */
export function suggestQuery(
  rules: Rules,
  request: AccessRequest,
  permission: string
): Filter | null {
  const { caller, filter: asked } = request;
  if (!asked) return null;
  for (const demand of waysOf(parseExpression(permission), caller)) {
    const filter = { ...asked, ...demand };
    if (rules.check({ ...request, byId: false, filter }).allowed) return filter;
  }
  return null;
}

/** Each a set of equalities that may make the expression true. */
function waysOf(node: Node, caller: ClientCaller | null): Filter[] {
  if (node.type === 'logic') {
    const left = waysOf(node.left, caller);
    const right = waysOf(node.right, caller);
    const both =
      node.operator === '||'
        ? [...left, ...right]
        : left.flatMap((one) => right.map((other) => ({ ...one, ...other })));
    return both.slice(0, MOST_WAYS);
  }
  if (node.type === 'in' && !node.negated && node.right.type === 'array') {
    const field = fieldOf(node.left);
    const $in = node.right.items.map((item) => valueOf(item, caller));
    return field === null || $in.includes(undefined)
      ? [{}]
      : [{ [field]: { $in } }];
  }
  if (node.type !== 'compare' || !/^===?$/.test(node.operator)) return [{}];
  const { left, right } = node;
  const field = fieldOf(left) ?? fieldOf(right);
  const value = valueOf(fieldOf(left) === null ? left : right, caller);
  return field === null || value === undefined ? [{}] : [{ [field]: value }];
}

/** `a.b` of `doc.a.b`, else null. */
function fieldOf(node: Node): string | null {
  const [root, ...path] = chainOf(node) ?? [];
  const isField = root === 'doc' && path.length > 0 && !path.includes(null);
  return isField ? path.join('.') : null;
}

/** What is known before any document is read, else undefined. */
function valueOf(node: Node, caller: ClientCaller | null): unknown {
  if (node.type === 'literal') return node.value;
  const [root, name, ...more] = chainOf(node) ?? [];
  if (root !== 'auth' || more.length > 0) return undefined;
  if (name === 'openid') return caller?.openid;
  if (name === 'uid') return caller?.uid;
  return name === 'loginType' ? caller?.loginType : undefined;
}

import { parse } from 'acorn';
import type { CallExpression, MemberExpression, Node } from 'acorn';
import MagicString from 'magic-string';
import { walkTree } from './syntax-tree';

export interface WxsModule {
  /** JavaScript with the semantics of WXS. */
  code: string;
  /** What it requires, as written, without `.wxs`. */
  requires: string[];
}

/**
 * WXS is not quite JavaScript: `x.constructor` is a string, `getRegExp` takes
 * its pattern raw (`'\d'` keeps the backslash), `getDate` replaces `new Date`.
 * The two functions are provided at run time under the same names.
 */
export function transformWxs(source: string): WxsModule {
  const tree = parse(source, { ecmaVersion: 'latest', sourceType: 'script' });
  const out = new MagicString(source);
  const requires: string[] = [];
  walkTree(tree, (node, parent) => {
    if (isConstructorRead(node, parent)) {
      out.appendLeft(node.start, '__wxsConstructor(');
      out.overwrite(node.object.end, node.end, ')');
    }
    if (!isCall(node)) return;
    if (calls(node, 'getRegExp')) keepBackslashes(node, source, out);
    if (calls(node, 'require')) requires.push(requirePath(node, out));
  });
  return { code: out.toString(), requires };
}

function isConstructorRead(
  node: Node,
  parent: Node | undefined
): node is MemberExpression {
  if (node.type !== 'MemberExpression') return false;
  const member = node as MemberExpression;
  const assigned =
    parent?.type === 'AssignmentExpression' &&
    (parent as Node & { left: Node }).left === node;
  return (
    !assigned &&
    !member.computed &&
    member.property.type === 'Identifier' &&
    member.property.name === 'constructor'
  );
}

function isCall(node: Node): node is CallExpression {
  return node.type === 'CallExpression';
}

function calls(call: CallExpression, name: string): boolean {
  return call.callee.type === 'Identifier' && call.callee.name === name;
}

function keepBackslashes(
  call: CallExpression,
  source: string,
  out: MagicString
): void {
  const [pattern] = call.arguments;
  if (pattern?.type !== 'Literal' || typeof pattern.value !== 'string') return;
  const raw = source.slice(pattern.start + 1, pattern.end - 1);
  out.overwrite(pattern.start, pattern.end, JSON.stringify(raw));
}

function requirePath(call: CallExpression, out: MagicString): string {
  const [target] = call.arguments;
  if (target?.type !== 'Literal' || typeof target.value !== 'string') {
    throw new Error('require in WXS takes one literal path');
  }
  const plain = target.value.endsWith('.wxs')
    ? target.value.slice(0, -'.wxs'.length)
    : target.value;
  out.overwrite(target.start, target.end, JSON.stringify(plain));
  return plain;
}

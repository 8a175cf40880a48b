import type { Node } from 'acorn';

/** Calls `visit` for every node of an acorn tree, parents before children. */
export function walkTree(
  node: Node,
  visit: (node: Node, parent: Node | undefined) => void,
  parent?: Node
): void {
  visit(node, parent);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) walkTree(child, visit, node);
    }
  }
}

function isNode(value: unknown): value is Node {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { type?: unknown }).type === 'string'
  );
}

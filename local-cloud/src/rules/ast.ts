/** Where a node stands in the rule text; `end` is exclusive. */
interface Span {
  start: number;
  end: number;
}

export type CompareOperator =
  '==' | '!=' | '===' | '!==' | '<' | '<=' | '>' | '>=';

/** What the rule language can say. */
export type Node = Span &
  (
    | { type: 'literal'; value: string | number | boolean | null | undefined }
    | { type: 'name'; name: string }
    | { type: 'member'; object: Node; key: Node; computed: boolean }
    | { type: 'call'; callee: string; args: Node[] }
    | { type: 'array'; items: Node[] }
    | { type: 'template'; parts: (string | Node)[] }
    | { type: 'concat'; left: Node; right: Node }
    | { type: 'compare'; operator: CompareOperator; left: Node; right: Node }
    | { type: 'in'; left: Node; right: Node; negated: boolean }
    | { type: 'logic'; operator: '&&' | '||'; left: Node; right: Node }
  );

export type NodeOf<T extends Node['type']> = Extract<Node, { type: T }>;

/** The nodes directly inside a node. */
export function childrenOf(node: Node): Node[] {
  switch (node.type) {
    case 'literal':
    case 'name':
      return [];
    case 'member':
      return [node.object, node.key];
    case 'call':
      return node.args;
    case 'array':
      return node.items;
    case 'template':
      return node.parts.filter((part) => typeof part !== 'string');
    default:
      return [node.left, node.right];
  }
}

/** Every node of a tree, parents first. */
export function* walk(node: Node): Generator<Node> {
  yield node;
  for (const child of childrenOf(node)) yield* walk(child);
}

/**
 * The steps of `request.data.a.b` as `['request', 'data', 'a', 'b']`, or null
 * when the node is no chain of names. A computed step is given as `null`.
 */
export function chainOf(node: Node): (string | null)[] | null {
  if (node.type === 'name') return [node.name];
  if (node.type !== 'member') return null;
  const object = chainOf(node.object);
  if (!object) return null;
  const { key } = node;
  const known =
    key.type === 'literal' &&
    (typeof key.value === 'string' || typeof key.value === 'number');
  return [...object, known ? String(key.value) : null];
}

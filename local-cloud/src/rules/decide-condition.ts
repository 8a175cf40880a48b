import type { Node, NodeOf } from './ast';
import { evaluate } from './evaluate-value';
import { areDifferent, areEqual, isNothing } from './plain-values';
import {
  compareNumbers,
  FLIPPED,
  isOrdering,
  provesAmong,
  provesNoneOf,
  provesOrder,
  provesSame,
} from './prove-field';
import { DocField, RuleFailure, type Scene } from './scene';
import { TOUCHED } from './written-data';

/** `open`: true of some matched documents perhaps, but not proven of all. */
export type Answer = 'true' | 'false' | 'open';

/** Decides one condition without `&&` and `||`. @throws RuleFailure */
export function decideCondition(node: Node, scene: Scene): Answer {
  if (node.type === 'compare') return compare(node, scene);
  if (node.type === 'in') return membership(node, scene);
  const value = evaluate(node, scene);
  if (value instanceof DocField) return proven(provesAmong(value, [true]));
  return known(value === true);
}

const proven = (holds: boolean): Answer => (holds ? 'true' : 'open');
const known = (holds: boolean): Answer => (holds ? 'true' : 'false');

function compare(node: NodeOf<'compare'>, scene: Scene): Answer {
  const left = evaluate(node.left, scene);
  const right = evaluate(node.right, scene);
  const { operator } = node;
  if (left === TOUCHED || right === TOUCHED) return 'false';
  if (isOrdering(operator)) {
    if (left instanceof DocField) {
      return proven(provesOrder(left, operator, right));
    }
    if (right instanceof DocField) {
      return proven(provesOrder(right, FLIPPED[operator], left));
    }
    return known(compareNumbers(left, operator, right));
  }
  const equality = operator.length === 3 ? 'strict' : scene.switches.equality;
  return operator.startsWith('=')
    ? equal(left, right, equality)
    : different(left, right, equality);
}

type Equality = 'strict' | 'loose';

function equal(left: unknown, right: unknown, equality: Equality): Answer {
  if (left instanceof DocField) {
    return proven(
      right instanceof DocField
        ? provesSame(left, right)
        : provesAmong(left, [right])
    );
  }
  if (right instanceof DocField) return proven(provesAmong(right, [left]));
  return known(areEqual(left, right, equality));
}

function different(left: unknown, right: unknown, equality: Equality): Answer {
  if (left instanceof DocField) {
    return proven(
      !(right instanceof DocField) && provesNoneOf(left, [right], equality)
    );
  }
  if (right instanceof DocField) {
    return proven(provesNoneOf(right, [left], equality));
  }
  return known(areDifferent(left, right, equality));
}

function membership(node: NodeOf<'in'>, scene: Scene): Answer {
  const item = evaluate(node.left, scene);
  const list = evaluate(node.right, scene);
  if (item === TOUCHED || list === TOUCHED) return 'false';
  if (list instanceof DocField) return inField(item, list, node.negated);
  if (!Array.isArray(list)) return inNoList(list, node.negated, scene);
  return node.negated ? notInList(item, list) : inList(item, list as unknown[]);
}

/** An array of the document: equality of the query matches its elements. */
function inField(item: unknown, list: DocField, negated: boolean): Answer {
  if (item instanceof DocField || isNothing(item)) return 'open';
  if (!negated) return proven(provesAmong(list, [item]));
  const excluded = list.constraints.some(
    (one) =>
      one.kind === 'none-of' &&
      one.values.some((value) => areEqual(value, item, 'strict'))
  );
  return proven(excluded);
}

function inNoList(list: unknown, negated: boolean, scene: Scene): Answer {
  const fails = isNothing(list) && scene.switches.missingProperty === 'error';
  if (negated || fails) throw new RuleFailure("'in' needs a list");
  return 'false';
}

function inList(item: unknown, list: unknown[]): Answer {
  const fields = list.filter((one) => one instanceof DocField);
  const plain = list.filter((one) => !(one instanceof DocField));
  if (item instanceof DocField) {
    const holds =
      provesAmong(item, plain) ||
      fields.some((field) => provesSame(item, field));
    return proven(holds);
  }
  if (plain.some((one) => areEqual(item, one, 'strict'))) return 'true';
  if (fields.some((field) => provesAmong(field, [item]))) return 'true';
  return fields.length > 0 ? 'open' : 'false';
}

/** "Not in" grants only where no reading of equality finds the value. */
function notInList(item: unknown, list: unknown[]): Answer {
  if (list.some((one) => one instanceof DocField)) return 'open';
  if (item instanceof DocField) {
    return proven(provesNoneOf(item, list, 'loose'));
  }
  return known(list.every((one) => areDifferent(item, one, 'loose')));
}

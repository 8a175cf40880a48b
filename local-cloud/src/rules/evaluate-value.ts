import type { Node, NodeOf } from './ast';
import type { Constraint } from './constraints';
import {
  isForbiddenKey,
  isNothing,
  isPrimitive,
  ownProperty,
} from './plain-values';
import { DataField, DocField, RuleFailure, type Scene } from './scene';
import { TOUCHED } from './written-data';

/**
 * The value of an expression: a plain value, TOUCHED, or a DocField where it
 * depends on the document.
 * @throws RuleFailure where the platform would fail.
 */
export function evaluate(node: Node, scene: Scene): unknown {
  const value = look(node, scene);
  return value instanceof DataField ? value.data.at(value.path) : value;
}

function look(node: Node, scene: Scene): unknown {
  switch (node.type) {
    case 'literal':
      return node.value;
    case 'name':
      return named(node.name, scene);
    case 'member':
      return property(
        look(node.object, scene),
        keyOf(node, scene),
        scene.switches
      );
    case 'call':
      return readByPath(text(single(evaluate(node.args[0]!, scene))), scene);
    case 'array':
      return node.items.map((item) => evaluate(item, scene));
    case 'template':
      return node.parts
        .map((part) =>
          typeof part === 'string' ? part : text(single(evaluate(part, scene)))
        )
        .join('');
    case 'concat':
      return concat(
        single(evaluate(node.left, scene)),
        single(evaluate(node.right, scene))
      );
    default:
      throw new RuleFailure('a comparison cannot be used as a value');
  }
}

function named(name: string, scene: Scene): unknown {
  if (name === 'now') return scene.now;
  if (name === 'auth') return scene.auth;
  if (name === 'doc') return scene.doc;
  return { data: scene.data };
}

function keyOf(node: NodeOf<'member'>, scene: Scene): string {
  const key = text(single(evaluate(node.key, scene)));
  if (isForbiddenKey(key)) throw new RuleFailure(`the field name '${key}'`);
  return key;
}

function property(
  object: unknown,
  key: string,
  { missingProperty }: Scene['switches']
): unknown {
  if (object === TOUCHED) return TOUCHED;
  if (object instanceof DataField) {
    const { path, data } = object;
    if (path.length > 0 && isNothing(data.at(path))) {
      return ofNothing(key, missingProperty);
    }
    return new DataField([...path, key], data);
  }
  if (object instanceof DocField) {
    return fieldBelow(object, key, missingProperty);
  }
  if (isNothing(object)) return ofNothing(key, missingProperty);
  return ownProperty(object, key);
}

function ofNothing(key: string, missing: 'error' | 'undefined'): undefined {
  if (missing === 'undefined') return undefined;
  throw new RuleFailure(`'${key}' is read of something that is not there`);
}

function fieldBelow(
  field: DocField,
  key: string,
  missing: 'error' | 'undefined'
): DocField {
  if (key === '' || key.includes('.') || key.startsWith('$')) {
    throw new RuleFailure(`the field name '${key}'`);
  }
  const present = field.path.length === 0 || isPresent(field);
  if (!present && missing === 'error') {
    throw new RuleFailure(
      `'${key}' is read of doc.${field.name}, which the query leaves open`,
      `${field.name}.${key}`
    );
  }
  return new DocField([...field.path, key], field.branch);
}

/** Whether every matched document has an object at this field. */
function isPresent(field: DocField): boolean {
  for (const [path, constraints] of field.branch) {
    if (!path.startsWith(`${field.name}.`)) continue;
    if (constraints.some(provesPresence)) return true;
  }
  return false;
}

function provesPresence(constraint: Constraint): boolean {
  switch (constraint.kind) {
    case 'equal':
      return !isNothing(constraint.value);
    case 'among':
      return !constraint.values.some(isNothing);
    case 'none-of':
      return constraint.values.some(isNothing);
    case 'opaque':
      return false;
    default:
      return true;
  }
}

/** A value that is needed as one: of a document field, its only value. */
function single(value: unknown): unknown {
  if (!(value instanceof DocField)) return value;
  const equals = value.constraints.filter((c) => c.kind === 'equal');
  const [first] = equals;
  const usable =
    first !== undefined &&
    !first.oneOfMany &&
    isPrimitive(first.value) &&
    equals.every((other) => other.value === first.value);
  if (usable) return first.value;
  throw new RuleFailure(
    `doc.${value.name} has no single value in the query`,
    `${value.name}: <one value>`
  );
}

function text(value: unknown): string {
  if (value !== TOUCHED && isPrimitive(value)) return String(value);
  throw new RuleFailure('an object where a text is needed');
}

function concat(left: unknown, right: unknown): string {
  if (typeof left === 'string' || typeof right === 'string') {
    return text(left) + text(right);
  }
  throw new RuleFailure("'+' joins texts only");
}

function readByPath(path: string, scene: Scene): unknown {
  const parts = /^database\.([^.]+)\.([^.]+)$/.exec(path);
  if (!parts) {
    throw new RuleFailure('get() needs database.<collection>.<id>');
  }
  const [, collection = '', id = ''] = parts;
  const found = scene.readDocument(collection, id);
  return (
    found ?? (scene.switches.missingDocument === 'null' ? null : undefined)
  );
}

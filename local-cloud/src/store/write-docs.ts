import { randomBytes } from 'node:crypto';
import { CloudError } from '../kernel/errors';
import type { Doc, Filter, UpdateResult, UpdateSpec } from '../kernel/store';
import { limitTime } from '../query/limit-time';
import { applyUpdate, hasOperators } from '../query/update';
import { validateFields } from '../query/validate-document';
import { isPlainObject } from '../values/keys';
import { toText } from './document-text';
import { matching, take, type Source } from './find-docs';
import type { ReadBudget } from './read-budget';

/** A place that documents are written to: the disk, or a transaction. */
export interface Target extends Source {
  insert(doc: Doc): void;
  /** `whole`: not by operators, the document was put in place of another. */
  replace(before: Doc, after: Doc, whole: boolean): void;
  delete(doc: Doc): void;
}

export function insertDocs(target: Target, docs: Partial<Doc>[]): string[] {
  return docs.map((draft) => {
    const doc = withId(draft);
    target.insert(doc);
    return doc._id;
  });
}

/** How long the patterns of `$pull` and the like may take for a document. */
const CHANGE_MS = 20;

function holdsPattern(value: unknown): boolean {
  if (value instanceof RegExp) return true;
  if (Array.isArray(value)) return value.some(holdsPattern);
  if (!isPlainObject(value)) return false;
  return '$regex' in value || Object.values(value).some(holdsPattern);
}

/** What a request changes, without its collection. */
export type Update = Omit<UpdateSpec, 'collection'>;

/** Changes these documents, or inserts one where there are none to change. */
export function updateDocs(
  target: Target,
  spec: Update,
  hits: Doc[]
): UpdateResult {
  const next = (before: Doc): Doc =>
    costly
      ? limitTime(CHANGE_MS, () => nextState(before, spec))
      : nextState(before, spec);
  const costly = holdsPattern([spec.filter, spec.update]);
  let updated = 0;
  let doc: Doc | null = null;
  for (const before of hits) {
    doc = next(before);
    const changed = toText(doc) !== toText(before);
    if (changed) target.replace(before, doc, isReplacement(spec));
    // A whole document that is put in place of its equal counts all the same.
    if (changed || isReplacement(spec)) updated += 1;
  }
  if (hits.length === 0 && spec.upsert) return upsert(target, spec);
  const result = { matched: hits.length, updated };
  return spec.returnDoc ? { ...result, updated: hits.length, doc } : result;
}

export function removeDocs(target: Target, hits: Doc[]): number {
  for (const doc of hits) target.delete(doc);
  return hits.length;
}

/** The documents that a write is about: the first, or all. */
export function findForWrite(
  target: Target,
  filter: Filter,
  multi: boolean | undefined,
  budget: ReadBudget
): Doc[] {
  const candidates = target.candidates(filter);
  if (multi) budget.expect(candidates.size);
  return take(matching(candidates, filter, budget), multi ? Infinity : 1);
}

function nextState(before: Doc, spec: Update): Doc {
  if (!isReplacement(spec)) {
    return applyUpdate(before, spec.update, false, spec.filter);
  }
  const { _id, ...fields } = spec.update;
  if (_id !== undefined && _id !== before._id) {
    throw new CloudError(
      'DATABASE_REQUEST_FAILED',
      "the field '_id' is immutable"
    );
  }
  validateFields(fields, 0);
  const kept: Record<string, unknown> = {};
  for (const field of spec.preserve ?? []) {
    if (before[field] !== undefined) kept[field] = before[field];
  }
  return { _id: before._id, ...fields, ...kept };
}

function isReplacement(spec: Update): boolean {
  return spec.replace === true && !hasOperators(spec.update);
}

function upsert(target: Target, spec: Update): UpdateResult {
  const fixed = equalities(spec.filter);
  const base = withId(
    isReplacement(spec) ? { _id: fixed._id as string } : fixed
  );
  const { _id: _ignored, ...fields } = isReplacement(spec)
    ? spec.update
    : applyUpdate(base, spec.update, true);
  const doc = withId({ _id: base._id, ...fields, ...spec.onInsert });
  target.insert(doc);
  const result = { matched: 0, updated: 0, upsertedId: doc._id };
  return spec.returnDoc ? { ...result, doc } : result;
}

/** What the filter fixes by equality becomes part of an upserted document. */
function equalities(
  filter: Filter,
  found: Record<string, unknown> = {}
): Record<string, unknown> {
  for (const [key, value] of Object.entries(filter)) {
    if (key === '$and' && Array.isArray(value)) {
      for (const part of value) equalities(part as Filter, found);
    } else if (!key.startsWith('$') && !key.includes('.')) {
      const plain = isPlainObject(value) && '$eq' in value ? value.$eq : value;
      const isOperator =
        isPlainObject(plain) &&
        Object.keys(plain).some((name) => name.startsWith('$'));
      if (!isOperator && !(plain instanceof RegExp)) found[key] = plain;
    }
  }
  return found;
}

function withId(draft: Partial<Doc>): Doc {
  const { _id = randomBytes(16).toString('hex'), ...fields } = draft;
  if (typeof _id !== 'string' || _id === '') {
    throw new CloudError(
      'DATABASE_REQUEST_FAILED',
      'the _id of a document must be a nonempty string'
    );
  }
  validateFields(fields, 0);
  return { _id, ...fields };
}

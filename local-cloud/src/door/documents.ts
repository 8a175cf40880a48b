import { numberOf, orderOf, textOf, type Params } from '../http/read-params';
import { CloudError } from '../kernel/errors';
import type { Doc } from '../kernel/store';
import { decodeObject } from '../values/decode';
import { encodeEjson } from '../values/encode';
import type { DoorParts } from './parts';

const BY_DEFAULT = 50;
const MOST = 1_000;

/** A page of documents, as relaxed EJSON. */
export interface Page {
  documents: unknown[];
  /** Whether others follow. */
  more: boolean;
  /** An index's name, `_id`, or `scan`: every document was looked at. */
  plan: string;
}

/**
 * Any query with the rights of the server. It is not billed to anybody and
 * no ordered fault strikes it.
 * @throws CloudError INVALID_PARAM, DATABASE_COLLECTION_NOT_EXIST
 */
export async function queryDocuments(
  { store, clock }: DoorParts,
  body: Params
): Promise<Page> {
  const now = clock.now();
  const limit = Math.min(numberOf(body, 'limit') || BY_DEFAULT, MOST);
  const spec = {
    collection: textOf(body, 'collection'),
    filter: decodeObject(body.filter ?? body.query, now),
    sort: orderOf(body.sort, now),
    skip: numberOf(body, 'skip') ?? 0,
    // A wild pattern of the developer's must not stop the cloud either.
    untrusted: true,
  };
  const found = await store.find({ ...spec, limit: limit + 1 });
  return {
    documents: found.slice(0, limit).map(encodeEjson),
    more: found.length > limit,
    plan: store.explain(spec),
  };
}

/** `{collection, document}` → `{id}` */
export async function insertDocument(
  { store, clock }: DoorParts,
  body: Params
): Promise<{ id: string }> {
  const document = documentOf(body, 'document', clock.now());
  const [id = ''] = await store.insert(textOf(body, 'collection'), [
    document as Partial<Doc>,
  ]);
  return { id };
}

/** `{collection, id, document}` replaces, `{…, update}` changes it. */
export async function changeDocument(
  { store, clock }: DoorParts,
  body: Params
): Promise<{ updated: number }> {
  const replace = body.document !== undefined;
  const { matched } = await store.update({
    collection: textOf(body, 'collection'),
    filter: { _id: textOf(body, 'id') },
    update: documentOf(body, replace ? 'document' : 'update', clock.now()),
    replace,
  });
  return { updated: matched };
}

/** `{collection, id}` → `{removed}` */
export async function removeDocument(
  { store }: DoorParts,
  body: Params
): Promise<{ removed: number }> {
  const removed = await store.remove({
    collection: textOf(body, 'collection'),
    filter: { _id: textOf(body, 'id') },
  });
  return { removed };
}

function documentOf(
  body: Params,
  name: string,
  now: number
): Record<string, unknown> {
  if (body[name] === undefined) {
    throw new CloudError('INVALID_PARAM', `${name} is missing`);
  }
  return decodeObject(body[name], now);
}

import { CloudError } from '../kernel/errors';
import type { Doc, Filter, SortSpec, Update } from '../kernel/store';
import { decodeObject, decodeText, parseJson } from '../values/decode';
import { isPlainObject } from '../values/keys';

export type Params = Record<string, unknown>;

/** @throws CloudError INVALID_PARAM */
export function textOf(params: Params, name: string): string {
  const value = params[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new CloudError('INVALID_PARAM', `${name} is missing`);
}

export function optionalText(params: Params, name: string): string | undefined {
  const value = params[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function numberOf(params: Params, name: string): number | undefined {
  const value = params[name];
  if (value === undefined || value === null || value === '') return undefined;
  const number = Number(value);
  if (Number.isFinite(number) && number >= 0) return number;
  throw new CloudError('INVALID_PARAM', `${name} must be a number`);
}

export const filterOf = (params: Params, now: number): Filter =>
  decodeObject(params.query, now);

export const updateOf = (params: Params, now: number): Update =>
  decodeObject(params.data, now);

/** `{f: 1}` as the server SDK sends it, or `[{field, direction}]`. */
export function orderOf(order: unknown, now: number): SortSpec | undefined {
  const value = typeof order === 'string' ? decodeText(order, now) : order;
  if (value === undefined || value === null) return undefined;
  if (isPlainObject(value)) {
    const decoded = decodeObject(value, now);
    return Object.fromEntries(
      Object.entries(decoded).map(([field, way]) => [field, directionOf(way)])
    );
  }
  if (!Array.isArray(value)) {
    throw new CloudError('INVALID_PARAM', 'the order is malformed');
  }
  return Object.fromEntries(value.map(orderItem));
}

function orderItem(item: unknown): [string, 1 | -1] {
  const read = typeof item === 'string' ? parseJson(item) : item;
  if (isPlainObject(read) && typeof read.field === 'string') {
    return [read.field, directionOf(read.direction)];
  }
  throw new CloudError('INVALID_PARAM', 'the order is malformed');
}

const directionOf = (way: unknown): 1 | -1 =>
  way === -1 || way === 'desc' ? -1 : 1;

export function projectionOf(
  projection: unknown,
  now: number
): Record<string, unknown> | undefined {
  if (projection === undefined || projection === null || projection === '') {
    return undefined;
  }
  return decodeObject(projection, now);
}

/** `[{stageKey, stageValue}]` of the RPC fronts. */
export function stagesOf(stages: unknown, now: number): Filter[] {
  if (!Array.isArray(stages)) {
    throw new CloudError('INVALID_PARAM', 'stages must be an array');
  }
  return stages.map((stage: unknown) => {
    if (!isPlainObject(stage) || typeof stage.stageKey !== 'string') {
      throw new CloudError('INVALID_PARAM', 'a stage is malformed');
    }
    return { [stage.stageKey]: decodeText(stage.stageValue, now) };
  });
}

export function docsOf(data: unknown, now: number): Partial<Doc>[] {
  const list = Array.isArray(data) ? data : [data];
  if (list.length === 0) {
    throw new CloudError('INVALID_PARAM', 'there is no document');
  }
  return list.map((item) => decodeObject(item, now));
}

/** Whether the SDK addressed one document by `doc(id)`. */
export function isById(params: Params, filter: Filter): boolean {
  const keys = Object.keys(filter);
  const single = keys.length === 1 && keys[0] === '_id';
  return params.queryType === 'DOC' && single;
}

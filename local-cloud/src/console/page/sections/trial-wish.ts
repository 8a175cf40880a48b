import { pretty, readObject } from '../text';

export interface Identity {
  openid?: string;
  uid?: string;
  loginType?: string;
}

/** A request as `POST rules/try` takes it. */
export interface TrialRequest {
  as: Identity | null;
  collection: string;
  operation: string;
  query?: unknown;
  byId?: boolean;
  data?: unknown;
  update?: unknown;
  replace?: boolean;
  upsert?: boolean;
}

/** A trial as its form holds it: objects are still text. */
export const BLANK_WISH = {
  kind: 'phone',
  person: '',
  loginType: 'CUSTOM',
  collection: '',
  operation: 'read',
  query: '',
  data: '',
  update: '',
  byId: false,
  replace: false,
  upsert: false,
};

export type Wish = typeof BLANK_WISH;

/** @throws Error with a sentence that names the field that is no object */
export function requestOf(wish: Wish): TrialRequest {
  const { collection, operation, byId, replace, upsert } = wish;
  const request = { as: identityOf(wish), collection, operation };
  if (operation === 'create') {
    return { ...request, data: readObject(wish.data, '数据') };
  }
  const query = readObject(wish.query, '查询');
  if (operation !== 'update') return { ...request, query, byId };
  const update = readObject(wish.update, '更新');
  return { ...request, query, byId, update, replace, upsert };
}

function identityOf({ kind, person, loginType }: Wish): Identity | null {
  if (kind === 'nobody') return null;
  return kind === 'phone' ? { openid: person } : { uid: person, loginType };
}

export function wishOf(from: TrialRequest): Wish {
  const { as, collection, operation, query, data, update } = from;
  const { byId = false, replace = false, upsert = false } = from;
  return {
    kind: kindOf(as),
    person: as?.openid ?? as?.uid ?? '',
    loginType: as?.loginType ?? BLANK_WISH.loginType,
    collection,
    operation,
    query: objectText(query),
    data: objectText(data),
    update: objectText(update),
    byId,
    replace,
    upsert,
  };
}

function kindOf(as: Identity | null): string {
  if (!as) return 'nobody';
  return as.openid ? 'phone' : 'web';
}

export const objectText = (value: unknown): string =>
  value === undefined ? '' : pretty(value);

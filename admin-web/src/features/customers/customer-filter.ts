import type { InputOf } from '../../../../domain/actions/index';

/** As it stands in the address; '' where nothing is asked. */
export interface CustomerFilter {
  q: string;
  tag: string;
  staff: string;
  /** '1': only those who are blocked. */
  blocked: string;
}
export const NO_CUSTOMER_FILTER: CustomerFilter = {
  q: '',
  tag: '',
  staff: '',
  blocked: '',
};

export function customerFilterFrom(
  read: (key: string) => string
): CustomerFilter {
  return {
    q: read('q').trim(),
    tag: read('tag').trim(),
    staff: read('staff'),
    blocked: read('blocked') ? '1' : '',
  };
}

export function customerQueryOf({
  q,
  tag,
  staff,
  blocked,
}: CustomerFilter): InputOf<'customer.list'> {
  return {
    ...(q ? { text: q } : {}),
    ...(tag ? { tag } : {}),
    ...(staff ? { staffId: staff } : {}),
    ...(blocked ? { blocked: true } : {}),
  };
}

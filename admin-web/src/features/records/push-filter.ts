import type { InputOf } from '../../../../domain/actions/index';
import { PUSH_RESULTS } from '../../../../domain/push/query';
import { daysOf } from './record-filter';

/** As it stands in the address; '' where nothing is asked. */
export interface PushFilter {
  from: string;
  to: string;
  staff: string;
  status: string;
  /** 'yes': only those that were opened. */
  clicked: string;
}
export const NO_PUSH_FILTER: PushFilter = {
  from: '',
  to: '',
  staff: '',
  status: '',
  clicked: '',
};

export function pushFilterFrom(read: (key: string) => string): PushFilter {
  return {
    from: read('from'),
    to: read('to'),
    staff: read('staff'),
    status: read('status'),
    clicked: read('clicked'),
  };
}

export function pushQueryOf(filter: PushFilter): InputOf<'record.pushes'> {
  const { staff } = filter;
  const status = PUSH_RESULTS.find((one) => one === filter.status);
  return {
    ...daysOf(filter),
    ...(staff ? { staffId: staff } : {}),
    ...(status ? { status } : {}),
    ...(filter.clicked === 'yes' ? { clicked: true } : {}),
  };
}

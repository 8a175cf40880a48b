import type { RouteLocationRaw } from 'vue-router';
import {
  rowsBehind,
  type OpenedNumber,
} from '../../../../domain/record/behind-number';
import type { Period } from '../../../../domain/rollup/period';
import { recordAddressOf } from '../records/record-filter';

/** Of whom a number is; nobody in particular where all are missing. */
export interface Whose {
  staffId?: string;
  teamId?: string;
  codeId?: string;
}

/** Where the rows of a number stand. */
export function rowsLink(
  number: OpenedNumber,
  { from, to }: Period,
  whose: Whose
): RouteLocationRaw {
  const query = rowsBehind(number, {
    firstDay: from,
    lastDay: to,
    ...whose,
  });
  return { path: '/records', query: recordAddressOf(query) };
}

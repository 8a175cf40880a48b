import { PAGE_ROWS, pageOf } from '../../domain/actions/page';
import { find, type Loose } from '../platform/documents';
import { allOf, between, pageAfter } from '../platform/filters';
import type { Handler } from '../platform/serve';
import { namesOf } from './names';

/** Reading the audit leaves it as it was. */
export const auditList: Handler<'audit.list'> = async (input) => {
  const { from, to, after, ...exact } = input;
  const span = between(from, to);
  const filters: Loose[] = [
    ...Object.entries(exact).map(([field, value]) => ({ [field]: value })),
    ...(span === null ? [] : [{ at: span }]),
    ...pageAfter(after, 'at', '_id'),
  ];
  const found = await find('audit', allOf(filters), {
    orderBy: ['at', 'desc'],
    thenBy: ['_id', 'desc'],
    limit: PAGE_ROWS + 1,
  });
  const { page, next } = pageOf(found, ({ at, _id: id }) => ({ at, id }));
  const names = await namesOf(page.map(({ actor }) => actor));
  const rows = page.map((row) => ({
    ...row,
    name: names.get(row.actor) ?? '',
    detail: row.detail ?? '',
  }));
  return { rows, next };
};

import type { PageMark } from '../../domain/actions/page';
import type { AuditQuery } from '../../domain/audit/query';
import type { AuditRow } from '../../domain/audit/schema';
import { find, type Loose } from '../platform/documents';
import { allOf, between, pageAfter } from '../platform/filters';
import { namesOf } from './names';

/** What a query of the audit means, its days as moments. */
export function auditFilters({ from, to, ...exact }: AuditQuery): Loose[] {
  const span = between(from, to);
  return [
    ...Object.entries(exact).map(([field, value]) => ({ [field]: value })),
    ...(span === null ? [] : [{ at: span }]),
  ];
}

/** The latest first, beginning after a mark; with today's names. */
export async function auditRows(
  query: AuditQuery,
  after: PageMark | undefined,
  limit: number
): Promise<AuditRow[]> {
  const filters = [...auditFilters(query), ...pageAfter(after, 'at', '_id')];
  const found = await find('audit', allOf(filters), {
    orderBy: ['at', 'desc'],
    thenBy: ['_id', 'desc'],
    limit,
  });
  const names = await namesOf(found.map(({ actor }) => actor));
  return found.map((row) => ({
    ...row,
    name: names.get(row.actor) ?? '',
    detail: row.detail ?? '',
  }));
}

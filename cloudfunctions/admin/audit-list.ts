import { PAGE_ROWS, pageOf } from '../../domain/actions/page';
import { inMoments } from '../../domain/record/moments';
import type { Handler } from '../platform/serve';
import { settings } from '../platform/settings';
import { auditRows } from './audit-rows';

/** Reading the audit leaves it as it was. */
export const auditList: Handler<'audit.list'> = async ({ after, ...asked }) => {
  const query = inMoments(asked, (await settings()).hours.timeZone);
  const found = await auditRows(query, after, PAGE_ROWS + 1);
  const { page, next } = pageOf(found, ({ at, _id: id }) => ({ at, id }));
  return { rows: page, next };
};

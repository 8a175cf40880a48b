import { PAGE_ROWS, pageOf } from '../../../domain/actions/page';
import { reachOf } from '../../admin/reach';
import { command } from '../../platform/cloud';
import { find } from '../../platform/documents';
import { allOf, pageAfter } from '../../platform/filters';
import { actorOf } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { NOBODY } from '../../../domain/values/collections';

/** Of conversations that somebody in reach had; of nobody's everybody's. */
export const complaints: Handler<'message.complaints'> = async (
  { after },
  request
) => {
  const { staffIds } = await reachOf(actorOf(request));
  const reached = staffIds
    ? { staffId: command.in([...staffIds, NOBODY]) }
    : {};
  const found = await find(
    'complaints',
    allOf([reached, ...pageAfter(after, 'at', '_id')]),
    {
      orderBy: ['at', 'desc'],
      thenBy: ['_id', 'desc'],
      limit: PAGE_ROWS + 1,
    }
  );
  const { page, next } = pageOf(found, ({ at, _id }) => ({ at, id: _id }));
  return { complaints: page, next };
};

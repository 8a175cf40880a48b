import { between } from '../../platform/filters';
import { actorOf } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { reachOf } from '../reach';
import { pageOfRecords } from './records';

/** Conversations of everybody in reach; all filters hold together. */
export const recordList: Handler<'record.list'> = async (
  { from, to, staffId, customerId, state, channel, after },
  request
) => {
  const { conversations } = await reachOf(actorOf(request), staffId);
  const lastAt = between(from, to);
  return pageOfRecords(
    {
      ...conversations,
      ...(lastAt !== null && { lastAt }),
      ...(customerId !== undefined && { customerId }),
      ...(state && { state }),
      ...(channel && { channel }),
    },
    after
  );
};

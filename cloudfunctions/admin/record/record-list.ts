import { actorOf } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { reachOf } from '../reach';
import { searchRecords } from './search';

/** Conversations of everybody in reach; all filters hold together. */
export const recordList: Handler<'record.list'> = async (
  { after, ...query },
  request
) => {
  const { conversations } = await reachOf(actorOf(request), query.staffId);
  return searchRecords(conversations, query, after);
};

import { inMoments } from '../../../domain/record/moments';
import { actorOf } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { settings } from '../../platform/settings';
import { recordReach } from './record-reach';
import { searchRecords } from './search';

/** Conversations of everybody in reach; all filters hold together. */
export const recordList: Handler<'record.list'> = async (
  { after, ...asked },
  request
) => {
  const reach = await recordReach(actorOf(request), asked);
  const query = inMoments(asked, (await settings()).hours.timeZone);
  return searchRecords(reach, query, after);
};

import { PAGE_ROWS, pageOf } from '../../../domain/actions/page';
import type { PushQuery } from '../../../domain/push/query';
import { pushRow } from '../../../domain/push/row';
import { inMoments } from '../../../domain/record/moments';
import { PUSH_GROUPS } from '../../../domain/values/states';
import { command } from '../../platform/cloud';
import { find, type Loose } from '../../platform/documents';
import { allOf, between, pageAfter } from '../../platform/filters';
import { actorOf } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { settings } from '../../platform/settings';
import { namesOf, nicksOf } from '../names';
import { reachOf } from '../reach';

/** Of everybody in reach. */
export const recordPushes: Handler<'record.pushes'> = async (
  { after, ...query },
  request
) => {
  const { staffIds } = await reachOf(actorOf(request), query.staffId);
  const filters = [
    staffIds ? { staffId: command.in(staffIds) } : {},
    filterOf(inMoments(query, (await settings()).hours.timeZone)),
    ...pageAfter(after, 'createdAt', '_id'),
  ];
  const found = await find('pushes', allOf(filters), {
    orderBy: ['createdAt', 'desc'],
    thenBy: ['_id', 'desc'],
    limit: PAGE_ROWS + 1,
  });
  const { page, next } = pageOf(found, ({ createdAt, _id }) => ({
    at: createdAt,
    id: _id,
  }));
  const names = await namesOf(page.map(({ staffId }) => staffId));
  const nicks = await nicksOf(page.map(({ customerId }) => customerId));
  const pushes = page.map((one) =>
    pushRow(one, {
      nick: nicks.get(one.customerId) ?? '',
      agentName: names.get(one.staffId) ?? '',
    })
  );
  return { pushes, next };
};

function filterOf({ from, to, status, clicked }: PushQuery): Loose {
  const time = between(from, to);
  return {
    ...(time !== null && { createdAt: time }),
    ...(status && { status: statusOf(status) }),
    ...(clicked === true && { clickedAt: command.gt(0) }),
    ...(clicked === false && { clickedAt: null }),
  };
}

function statusOf(status: NonNullable<PushQuery['status']>): unknown {
  return status === 'attempted' || status === 'skipped'
    ? command.in([...PUSH_GROUPS[status]])
    : status;
}

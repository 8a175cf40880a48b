import {
  boardAgent,
  boardQueue,
  isUnanswered,
} from '../../../domain/board/board';
import { dayAt, dayOf } from '../../../domain/rollup/day';
import { mayAnswer } from '../../../domain/staff/presence';
import { command } from '../../platform/cloud';
import { count, find } from '../../platform/documents';
import { actorOf } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { settings } from '../../platform/settings';
import { reachOf, type Reach } from '../reach';

const MOST = 1_000;

/** Everything at once: the parts of a board must not contradict each other. */
export const boardRead: Handler<'board.read'> = async (_, request) => {
  const reach = await reachOf(actorOf(request));
  const [open, { staff, presence }, today] = await Promise.all([
    openConversations(reach),
    peopleIn(reach),
    todayIn(reach, request.now),
  ]);
  const active = open.filter(({ state }) => state === 'active');
  return {
    serverTime: request.now,
    whole: open.length < MOST,
    agents: staff.map((one) =>
      boardAgent(one, presence.get(one._id) ?? null, open, request.now)
    ),
    queue: boardQueue(open),
    active: active.length,
    unanswered: active.filter(isUnanswered).length,
    today,
  };
};

function openConversations({ conversations }: Reach) {
  const open = { ...conversations, state: command.in(['waiting', 'active']) };
  return find('conversations', open, {
    orderBy: ['lastAt', 'asc'],
    limit: MOST,
    fields: [
      'customerId',
      'customerCard',
      'staffId',
      'state',
      'waitingSince',
      'createdAt',
      'lastText',
    ],
  });
}

async function peopleIn({ staffIds }: Reach) {
  const ids = staffIds ? { _id: command.in(staffIds) } : {};
  const [found, present] = await Promise.all([
    find('staff', { ...ids, status: 'active' }, { limit: MOST }),
    find('presence', ids, { limit: MOST }),
  ]);
  const staff = found.filter(({ role }) => mayAnswer(role));
  return { staff, presence: new Map(present.map((one) => [one._id, one])) };
}

async function todayIn({ conversations }: Reach, now: number) {
  const { timeZone } = (await settings()).hours;
  const since = command.gte(dayAt(timeZone, dayOf(timeZone, now)).from);
  const [begun, closed] = await Promise.all([
    count('conversations', { ...conversations, createdAt: since }),
    count('conversations', { ...conversations, closedAt: since }),
  ]);
  return { begun, closed };
}

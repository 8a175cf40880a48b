import { assign } from '../../../domain/assignment/assign';
import { lostWishes } from '../../../domain/assignment/lost';
import {
  isSilentAgent,
  isUnanswered,
} from '../../../domain/assignment/unanswered';
import type { Case } from '../../../domain/conversation/case';
import { arrivalOf } from '../../../domain/conversation/open-conversation';
import type { Conversation } from '../../../domain/conversation/schema';
import { stateAt } from '../../../domain/staff/presence';
import { command } from '../../platform/cloud';
import { find, type Loose } from '../../platform/documents';
import { settings } from '../../platform/settings';
import { policyAt, rosterAt } from './candidates';
import { requeue } from './requeue';

const MINUTE = 60_000;
/** Conversations that wait for an answer, looked at in one sweep. */
const LOOKED_AT = 200;
/** Members of staff who have conversations. */
const STAFF = 500;

/**
 * Takes what an agent leaves without a first answer from him, where somebody
 * else can have it now. A shop of one keeps its customers.
 */
export async function takeFromSilent(
  now: number,
  most: number
): Promise<number> {
  const { silentMinutes } = (await settings()).assignment;
  if (silentMinutes === 0) return 0;
  const since = command.gt(0).and(command.lte(now - silentMinutes * MINUTE));
  const owed = await owedAnswers({ waitingSince: since });
  const silent = owed.filter(([conversation, before]) =>
    isSilentAgent(conversation, before, silentMinutes, now)
  );
  if (silent.length === 0) return 0;
  const { candidates } = await rosterAt(now);
  const policy = await policyAt(now);
  const better = silent.filter(([conversation, before]) => {
    const { staffId } = conversation;
    const wishes = lostWishes('silent', staffId, before);
    const others = candidates.filter((one) => one.staffId !== staffId);
    return assign(arrivalOf(conversation, wishes, now), others, policy);
  });
  const held = better.slice(0, most).map(([conversation]) => conversation);
  return held.length > 0 ? requeue(held, 'silent', now) : 0;
}

/** The same for agents who are not there any more, whoever else is. */
export async function takeFromAbsent(
  now: number,
  most: number
): Promise<number> {
  const busy = await find(
    'presence',
    { load: command.gt(0) },
    { limit: STAFF }
  );
  const gone = busy.filter((one) => stateAt(one, now) === 'offline');
  return takeFrom(
    gone.map(({ _id }) => _id),
    now,
    most
  );
}

/** What these members of staff have not answered goes back to the queue. */
export async function takeFrom(
  staffIds: readonly string[],
  now: number,
  most = LOOKED_AT
): Promise<number> {
  if (staffIds.length === 0) return 0;
  const owed = await owedAnswers({
    staffId: command.in([...staffIds]),
    waitingSince: command.gt(0),
  });
  const held = owed.slice(0, most).map(([conversation]) => conversation);
  return held.length > 0 ? requeue(held, 'absent', now) : 0;
}

/** Those that wait for the first answer of whoever has them. */
async function owedAnswers(filter: Loose): Promise<[Conversation, Case][]> {
  const waiting = await find(
    'conversations',
    { state: 'active', ...filter },
    { orderBy: ['waitingSince', 'asc'], limit: LOOKED_AT }
  );
  if (waiting.length === 0) return [];
  const ids = waiting.map(({ _id }) => _id);
  const found = await find(
    'cases',
    { _id: command.in(ids) },
    { limit: LOOKED_AT }
  );
  const cases = new Map(found.map((one) => [one._id, one]));
  return waiting.flatMap((one): [Conversation, Case][] => {
    const before = cases.get(one._id);
    return before && isUnanswered(one, before) ? [[one, before]] : [];
  });
}

import type { OutputOf } from '../../../domain/actions/index';
import { assign } from '../../../domain/assignment/assign';
import { arrivalOf } from '../../../domain/conversation/open-conversation';
import type { Conversation } from '../../../domain/conversation/schema';
import type { Customer } from '../../../domain/customer/schema';
import { askable } from '../../../domain/reply/questions';
import { serviceAt } from '../../../domain/settings/service';
import { stateAt } from '../../../domain/staff/presence';
import { cardOf } from '../../../domain/staff/view';
import { find, get } from '../../platform/documents';
import { pushOffer } from '../../platform/push-settings';
import { settings } from '../../platform/settings';
import type { Person } from '../../platform/who';
import { policyAt, rosterAt } from '../assignment/candidates';
import { usualReplyOf } from './usual-reply';

type View = OutputOf<'conversation.look'>;
type Preview = View['agent'];

/** What a customer sees who opens the chat at this moment. */
export async function viewFor(
  person: Person,
  customer: Customer,
  now: number
): Promise<View> {
  const conversation = await currentOf(person.me);
  const rules = await settings();
  return {
    identity: { ...person, field: 'customer' },
    serverTime: Date.now(),
    conversation,
    agent: await previewFor(customer, conversation, now),
    push: await pushOffer(person),
    hold: rules.safety.mode === 'hold',
    service: serviceAt(rules.hours, now),
    ...askable(rules),
  };
}

/** The open one, else the last one. */
async function currentOf(me: string): Promise<Conversation | null> {
  const latest = await find(
    'conversations',
    { customer: me },
    { orderBy: ['lastAt', 'desc'], limit: 3 }
  );
  return latest.find(({ state }) => state !== 'closed') ?? latest[0] ?? null;
}

async function previewFor(
  { _id, boundStaffId }: Customer,
  conversation: Conversation | null,
  now: number
): Promise<Preview> {
  if (conversation?.state === 'active') {
    return whoServes(conversation, boundStaffId, now);
  }
  const { candidates, staff } = await rosterAt(now);
  const would = assign(
    arrivalOf({ _id, customer: _id }, { exclusiveStaffId: boundStaffId }, now),
    candidates,
    await policyAt(now)
  );
  const member = would && staff.get(would.staffId);
  if (!would || !member) return null;
  const kind = would.why === 'exclusive' ? 'exclusive' : 'default';
  const replyMinutes = await usualReplyOf(member._id, now);
  return { ...cardOf(member), presence: 'online', kind, replyMinutes };
}

async function whoServes(
  { staffId, agentCard }: Conversation,
  boundStaffId: string,
  now: number
): Promise<Preview> {
  if (!agentCard) return null;
  const presence = await get('presence', staffId);
  return {
    ...agentCard,
    presence: stateAt(presence, now),
    kind: staffId === boundStaffId ? 'exclusive' : 'default',
    replyMinutes: await usualReplyOf(staffId, now),
  };
}

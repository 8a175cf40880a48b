import type { Arrival } from '../../../domain/conversation/case';
import type { Conversation, Cursor } from '../../../domain/conversation/schema';
import type { Message } from '../../../domain/message/schema';
import type { Credit, Push } from '../../../domain/push/schema';
import type { Presence, Staff } from '../../../domain/staff/schema';
import { identitiesOf, type Seat } from '../../../domain/staff/seat';
import { LIMITS } from '../../../domain/values/limits';
import type { World } from '../world';

const HOUR = 60 * 60_000;

/** Everything that is stored, at a moment at which nobody does anything. */
export interface Stored {
  arrivals: Arrival[];
  conversations: Conversation[];
  credits: Credit[];
  cursors: Cursor[];
  messages: Message[];
  presence: Presence[];
  pushes: Push[];
  seats: Seat[];
  staff: Staff[];
}

export async function stored(world: World): Promise<Stored> {
  return {
    arrivals: await world.all('arrivals'),
    conversations: await world.all('conversations'),
    credits: await world.all('credits'),
    cursors: await world.all('cursors'),
    messages: await world.all('messages'),
    presence: await world.all('presence'),
    pushes: await world.all('pushes'),
    seats: await world.all('seats'),
    staff: await world.all('staff'),
  };
}

/** What is wrong with it, in sentences; nothing where all is well. */
export function broken(all: Stored): string[] {
  return [
    ...oneOpenConversation(all),
    ...loadsAgree(all),
    ...seatsAgree(all),
    ...queueInOrder(all),
    ...numbersWithoutGap(all),
    ...unreadExact(all),
    ...addressesRight(all),
    ...pushesWithinBounds(all),
  ];
}

const isOpen = ({ state }: Conversation) => state !== 'closed';
const isSaid = ({ seq, kind }: Message) =>
  Number.isInteger(seq) && kind !== 'system' && kind !== 'note';

function oneOpenConversation({ conversations }: Stored): string[] {
  const open = conversations.filter(isOpen).map(({ customer }) => customer);
  return open
    .filter((customer, at) => open.indexOf(customer) !== at)
    .map((customer) => `${customer} has two open conversations`);
}

/** By his document, his presence, his seat and the conversations. */
function loadsAgree({ staff, presence, conversations, seats }: Stored) {
  return staff.flatMap((member) => {
    const his = conversations.filter(
      ({ staffId, state }) => staffId === member._id && state === 'active'
    ).length;
    const shown = presence.find(({ _id }) => _id === member._id)?.load;
    const keys = identitiesOf(member).map((identity) => {
      const seat = seats.find(({ _id }) => _id === identity);
      const open = Object.values(seat?.open ?? {});
      return open.filter((customer) => customer !== identity).length;
    });
    const told = [member.load, shown, ...keys];
    const wrong: string[] = [];
    if (told.some((load) => load !== his)) {
      wrong.push(`${member.staffCode} has ${his}, told: ${told.join(', ')}`);
    }
    if (his > member.capacity) wrong.push(`${member.staffCode} has too many`);
    return wrong;
  });
}

function seatsAgree({ conversations, seats }: Stored): string[] {
  const customers = new Set(conversations.map(({ customer }) => customer));
  return [...customers].flatMap((customer) => {
    const seat = seats.find(({ _id }) => _id === customer);
    if (seat?.mutedUntil) return [];
    const keys = Object.keys(seat?.open ?? {}).sort();
    const open = conversations
      .filter((one) => one.customer === customer && isOpen(one))
      .map(({ _id }) => _id);
    const same = JSON.stringify(keys) === JSON.stringify(open.sort());
    return same
      ? []
      : [`${customer} holds ${keys.join()}, open ${open.join()}`];
  });
}

function queueInOrder({ conversations, arrivals }: Stored): string[] {
  const waiting = conversations.filter(({ state }) => state === 'waiting');
  const ids = waiting.map(({ _id }) => _id).sort();
  const arrived = arrivals.map(({ _id }) => _id).sort();
  if (JSON.stringify(ids) !== JSON.stringify(arrived)) {
    return [`waiting ${ids.join()} but arrivals ${arrived.join()}`];
  }
  const places = [...arrivals]
    .sort((a, b) => b.priority - a.priority || a.at - b.at)
    .map(({ _id }) => waiting.find((one) => one._id === _id)?.queue?.position)
    .filter((position) => position !== undefined);
  const sorted = [...places].sort((a, b) => a - b);
  return places.join() === sorted.join()
    ? []
    : [`the queue is out of order: ${places.join()}`];
}

function numbersWithoutGap({ conversations, messages }: Stored): string[] {
  return conversations.flatMap(({ _id, seq }) => {
    const numbers = messages
      .filter((one) => one.conversationId === _id && Number.isInteger(one.seq))
      .map((one) => one.seq)
      .sort((a, b) => a - b);
    const whole = numbers.every((number, at) => number === at + 1);
    return whole && numbers.length === seq
      ? []
      : [`${_id} counts ${seq}, its messages ${numbers.join()}`];
  });
}

function unreadExact({ conversations, messages, cursors }: Stored): string[] {
  return conversations.filter(isOpen).flatMap((conversation) => {
    const { _id, customer } = conversation;
    const said = messages.filter(
      (one) => one.conversationId === _id && isSaid(one)
    );
    const unread = (side: 'c' | 'a') => {
      const own = (one: Message) => (one.from === customer) === (side === 'c');
      const spoke = Math.max(0, ...said.filter(own).map(({ seq }) => seq));
      const cursor = cursors.find((one) => one._id === `${_id}.${side}`);
      const read = Math.max(spoke, cursor?.readSeq ?? 0);
      return said.filter((one) => !own(one) && one.seq > read).length;
    };
    const counted = [unread('a'), unread('c')];
    const told = [conversation.unreadAgent, conversation.unreadCustomer];
    return counted.join() === told.join()
      ? []
      : [`${_id} unread ${told.join()}, counted ${counted.join()}`];
  });
}

/** Every message is addressed to whoever has the conversation now. */
function addressesRight({ conversations, messages }: Stored): string[] {
  return conversations
    .filter(({ state }) => state === 'active')
    .flatMap(({ _id, agentOpenid, agentUid }) => {
      const stale = messages.filter(
        (one) =>
          one.conversationId === _id &&
          (one.agentOpenid !== agentOpenid || one.agentUid !== agentUid)
      );
      return stale.length > 0
        ? [`${_id} has ${stale.length} stale stamps`]
        : [];
    });
}

function pushesWithinBounds({ credits, pushes }: Stored): string[] {
  const negative = credits
    .flatMap(({ openid, balances }) =>
      Object.values(balances).map((balance) => ({ openid, balance }))
    )
    .filter(({ balance }) => balance < 0)
    .map(({ openid, balance }) => `${openid} has ${balance} consents`);
  const sent = pushes.filter(({ status }) => status === 'sent');
  const crowded = sent.flatMap(({ openid, sentAt }) => {
    const from = sentAt ?? 0;
    const within = sent.filter(
      (one) =>
        one.openid === openid &&
        (one.sentAt ?? 0) >= from &&
        (one.sentAt ?? 0) < from + HOUR
    );
    return within.length > LIMITS.pushesPerHour
      ? [`${openid} got ${within.length} pushes within an hour`]
      : [];
  });
  return [...negative, ...crowded];
}

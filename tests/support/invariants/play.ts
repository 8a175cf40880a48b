import type { Conversation } from '../../../domain/conversation/schema';
import { pick } from '../malformed/plausible';
import type { Person } from '../person';
import { PUSH_TEMPLATE, type Hired, type World } from '../world';

type Random = () => number;

/** Who takes part in a play. */
export interface Cast {
  world: World;
  customers: Person[];
  agents: Hired[];
  random: Random;
}

/** One thing somebody does. Being refused is no mistake, only INTERNAL is. */
type Move = (cast: Cast) => Promise<unknown>;

const open = async ({ world }: Cast) =>
  (await world.all<Conversation>('conversations')).filter(
    ({ state }) => state !== 'closed'
  );

async function one(cast: Cast): Promise<Conversation | null> {
  const all = await open(cast);
  return all.length > 0 ? pick(all, cast.random) : null;
}

const agentOf = ({ agents }: Cast, { staffId }: Conversation) =>
  agents.find((agent) => agent.staffId === staffId);
const customerOf = ({ customers }: Cast, { customer }: Conversation) =>
  customers.find(({ me }) => me === customer);

/** Names make a failed run readable. */
export const MOVES: Record<string, Move> = {
  async arrives({ customers, random, world }) {
    const customer = pick(customers, random);
    await customer.call('conversation.enter', {});
    const now = await world.door.now();
    await customer.call('conversation.start', {
      message: {
        _id: newId(random),
        kind: 'text',
        body: { text: '请问' },
        sentAt: now - 500,
      },
    });
  },
  async writes(cast) {
    const conversation = await one(cast);
    const customer = conversation && customerOf(cast, conversation);
    if (!conversation || !customer) return;
    await customer.writes(conversation, '还有一个问题');
    // A phone that dies here is found by the sweep.
    if (cast.random() < 0.3) return;
    await report(customer, conversation);
  },
  async replies(cast) {
    const conversation = await one(cast);
    const agent = conversation && agentOf(cast, conversation);
    if (!conversation || !agent) return;
    await agent.phone.writes(conversation, '好的');
    await report(agent.phone, conversation);
    await agent.phone.call('work.run', {});
  },
  async reads(cast) {
    const conversation = await one(cast);
    const customer = conversation && customerOf(cast, conversation);
    if (!conversation || !customer) return;
    const { _id, seq } = conversation;
    const readSeq = Math.ceil(cast.random() * seq);
    await customer.changes(
      'cursors',
      { _id: `${_id}.c`, side: 'customer', customer: customer.me },
      { readSeq }
    );
    await report(customer, conversation);
  },
  async transfers(cast) {
    const conversation = await one(cast);
    const agent = conversation && agentOf(cast, conversation);
    if (!conversation || !agent) return;
    const to = pick(cast.agents, cast.random);
    await agent.phone.call('desk.transfer', {
      conversationId: conversation._id,
      to: { staffId: to.staffId },
    });
  },
  async closes(cast) {
    const conversation = await one(cast);
    if (!conversation) return;
    const agent = agentOf(cast, conversation);
    const by = cast.random() < 0.5 ? agent?.phone : null;
    const person = by ?? customerOf(cast, conversation);
    await person?.call('conversation.close', {
      conversationId: conversation._id,
      reason: 'resolved',
    });
  },
  async comesAndGoes({ agents, random }) {
    const agent = pick(agents, random);
    const states = ['online', 'online', 'busy', 'break', 'offline'] as const;
    const state = pick(states, random);
    await agent.phone.call('account.presence', { state });
  },
  async consents({ customers, random, world }) {
    const { me } = pick(customers, random);
    const wish = { openid: me, templateId: PUSH_TEMPLATE, count: 1 };
    await world.door.post('wechat/credit', wish);
    const customer = customers.find((person) => person.me === me);
    await customer?.call('push.credit', {
      results: { [PUSH_TEMPLATE]: 'accept' },
      key: newId(random),
    });
  },
  async goesOn({ world, random }) {
    await world.door.advance(Math.ceil(random() * 4 * 60_000));
  },
};

export function newId(random: Random): string {
  let id = '';
  while (id.length < 20) id += Math.floor(random() * 36).toString(36);
  return id;
}

/** Both sides say what they have read, so that counts are up to date. */
export async function settle(cast: Cast): Promise<void> {
  for (const conversation of await open(cast)) {
    const customer = customerOf(cast, conversation);
    if (customer) await report(customer, conversation);
    const agent = agentOf(cast, conversation);
    if (agent) await report(agent.phone, conversation);
  }
}

function report(person: Person, { _id }: Conversation) {
  return person.call('conversation.afterSend', { conversationId: _id });
}

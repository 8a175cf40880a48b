import type { InputOf } from '../../domain/actions';
import type { PresenceState } from '../../domain/values/states';
import type { AgentDesk } from './agent-desk';

/** Somebody or a team that may take a conversation over. */
export interface Receiver {
  id: string;
  kind: 'staff' | 'team';
  name: string;
  /** Of staff, where this role may see it. */
  presence: PresenceState | null;
  load: number | null;
  capacity: number | null;
  /** Of a team. */
  members: number;
  /** Why he is offered first. */
  why: 'owner' | 'before' | '';
}

export interface Handover {
  /** Throws CallError where not even the teams can be read. */
  receivers(conversationId: string): Promise<Receiver[]>;
  transfer(
    conversationId: string,
    to: Pick<Receiver, 'id' | 'kind'>,
    note: string
  ): Promise<void>;
}

type Desk = Pick<AgentDesk, 'call' | 'store' | 'refresh'>;

export function createHandover({ call, store, refresh }: Desk): Handover {
  const own = () => store.get().staff?.staffId ?? '';

  async function teams(): Promise<Receiver[]> {
    const answer = await call('team.list', {});
    return answer.teams.map(({ teamId, name, members }) => ({
      ...nobody(teamId, name),
      kind: 'team',
      members,
    }));
  }

  /** Who knows the customer is marked; without that everybody is there. */
  async function colleagues(conversationId: string): Promise<Receiver[]> {
    const [{ colleagues: all }, known] = await Promise.all([
      call('desk.colleagues', {}),
      acquainted(conversationId).catch(() => []),
    ]);
    const why = new Map(known.map((one) => [one.id, one.why]));
    return all.map((one) => ({
      ...nobody(one.staffId, one.name),
      presence: one.state,
      load: one.load,
      capacity: one.capacity,
      why: why.get(one.staffId) ?? '',
    }));
  }

  /** Whose customer he is, and who had this conversation before. */
  async function acquainted(conversationId: string): Promise<Receiver[]> {
    const { agents } = await call('desk.case', { conversationId });
    const conversation = store.get().conversations[conversationId];
    const list: Receiver[] = agents.map(({ staffId, name }) => ({
      ...nobody(staffId, name),
      why: 'before',
    }));
    if (!conversation) return list;
    const { customerId } = conversation;
    const { agent } = await call('customer.get', { customerId });
    if (!agent) return list;
    return [
      { ...nobody(agent.staffId, agent.name), why: 'owner' as const },
      ...list,
    ];
  }

  return {
    async receivers(conversationId) {
      const [people, groups] = await Promise.all([
        colleagues(conversationId).catch(() => []),
        teams(),
      ]);
      return [...bestFirst(once(people, own())), ...groups];
    },
    async transfer(conversationId, { id, kind }, note) {
      const to: InputOf<'desk.transfer'>['to'] =
        kind === 'team' ? { teamId: id } : { staffId: id };
      const said = note.trim();
      await call('desk.transfer', {
        conversationId,
        to,
        ...(said && { note: said }),
      });
      refresh();
    },
  };
}

function nobody(id: string, name: string): Receiver {
  return {
    id,
    kind: 'staff',
    name,
    presence: null,
    load: null,
    capacity: null,
    members: 0,
    why: '',
  };
}

/** Each person once, himself never, and nobody without a name. */
function once(people: readonly Receiver[], own: string): Receiver[] {
  const seen = new Map<string, Receiver>();
  for (const one of people) {
    if (one.id !== own && one.name && !seen.has(one.id)) seen.set(one.id, one);
  }
  return [...seen.values()];
}

export const isFull = ({ load, capacity }: Receiver): boolean =>
  load !== null && capacity !== null && load >= capacity;

/** Who knows the customer, then who is there, then who has the fewest. */
function bestFirst(people: Receiver[]): Receiver[] {
  const rank = (one: Receiver) =>
    (one.why === 'owner' ? 0 : one.why === 'before' ? 1 : 2) +
    (one.presence === null || one.presence === 'online' ? 0 : 10) +
    (isFull(one) ? 20 : 0);
  return people.sort(
    (a, b) => rank(a) - rank(b) || (a.load ?? 0) - (b.load ?? 0)
  );
}

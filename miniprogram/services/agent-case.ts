import { newMessageId } from '../contract/message-id';
import type { InputOf, OutputOf } from '../../domain/actions';
import type { Conversation } from '../../domain/conversation/schema';
import type { AgentDesk } from './agent-desk';
import type { ServicePorts } from './ports';
import { createStore, type Store } from './store';

export type CustomerFile = OutputOf<'customer.get'>;
export type CaseFile = OutputOf<'desk.case'>;
type Fields = Omit<InputOf<'customer.update'>, 'customerId' | 'priority'>;

export interface AgentCaseState {
  phase: 'loading' | 'ready' | 'failed';
  customer: CustomerFile | null;
  case: CaseFile | null;
}

/** What staff know of one conversation and of its customer. */
export interface AgentCase {
  store: Store<AgentCaseState>;
  load(): Promise<void>;
  /** The tags of the conversation, as a whole. */
  tag(tags: string[]): Promise<void>;
  /** The tags of the customer, as a whole. */
  tagCustomer(tags: string[]): Promise<void>;
  update(fields: Fields): Promise<void>;
  /** A note among the messages, that the customer never sees. */
  note(text: string): Promise<void>;
  remark(text: string): Promise<void>;
  removeRemark(remarkId: string): Promise<void>;
}

type Desk = Pick<AgentDesk, 'call' | 'serverClock' | 'refresh'>;

/** The changing methods throw CallError; what was typed is the caller's. */
export function createAgentCase(
  { random, log }: Pick<ServicePorts, 'random' | 'log'>,
  { call, serverClock, refresh }: Desk,
  { _id: conversationId, customerId }: Pick<Conversation, '_id' | 'customerId'>
): AgentCase {
  const store = createStore<AgentCaseState>({
    phase: 'loading',
    customer: null,
    case: null,
  });
  const ids = createSameIds(() => newMessageId(serverClock.now(), random));

  /** What of the two can be read is shown; neither is a failure. */
  async function load(): Promise<void> {
    const [customer, found] = await Promise.all([
      call('customer.get', { customerId }).catch(missing('customer.get')),
      call('desk.case', { conversationId }).catch(missing('desk.case')),
    ]);
    const before = store.get();
    const next = {
      customer: customer ?? before.customer,
      case: found ?? before.case,
    };
    const known = next.customer ?? next.case;
    store.set({ ...next, phase: known ? 'ready' : 'failed' });
  }

  const missing = (action: string) => (error: unknown) => {
    log.warn(action, error);
    return null;
  };

  function learnCustomer(patch: Partial<CustomerFile>): void {
    const { customer } = store.get();
    if (customer) store.set({ customer: { ...customer, ...patch } });
  }

  return {
    store,
    load,
    async tag(wished) {
      const { tags } = await call('desk.tag', { conversationId, tags: wished });
      const file = store.get().case;
      if (file) store.set({ case: { ...file, case: { ...file.case, tags } } });
    },
    async tagCustomer(wished) {
      const before = store.get().customer?.customer.tags ?? [];
      const add = wished.filter((one) => !before.includes(one));
      const remove = before.filter((one) => !wished.includes(one));
      const { tags } = await call('customer.tag', { customerId, add, remove });
      const file = store.get().customer;
      if (file) learnCustomer({ customer: { ...file.customer, tags } });
    },
    async update(fields) {
      const input = { customerId, ...fields };
      const { customer } = await call('customer.update', input);
      learnCustomer({ customer });
    },
    async note(text) {
      const noteId = ids.of('note', text);
      await call('desk.note', { conversationId, noteId, text });
      ids.done('note');
      refresh();
    },
    async remark(text) {
      const remarkId = ids.of('remark', text);
      await call('customer.remark', { customerId, remarkId, text });
      ids.done('remark');
      await load();
    },
    async removeRemark(remarkId) {
      await call('customer.removeRemark', { remarkId });
      const { customer } = store.get();
      const remarks = customer?.remarks.filter(({ _id }) => _id !== remarkId);
      if (remarks) learnCustomer({ remarks });
    },
  };
}

/** The same text asked for again keeps its id, so that it is one. */
function createSameIds(make: () => string) {
  const kept = new Map<string, { text: string; id: string }>();
  return {
    of(what: string, text: string): string {
      const before = kept.get(what);
      if (before?.text === text) return before.id;
      const id = make();
      kept.set(what, { text, id });
      return id;
    },
    done: (what: string) => void kept.delete(what),
  };
}

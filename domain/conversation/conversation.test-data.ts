import type { Staff } from '../staff/schema';
import type { Conversation } from './schema';

/** An active conversation of `cust` with an agent who has both identities. */
export function conversationWith(
  more: Partial<Conversation> = {}
): Conversation {
  return {
    _id: 'conversation00000001',
    customer: 'cust',
    agentOpenid: 'agent-phone',
    agentUid: 'agent-web',
    staffId: 'staff00000000001',
    customerId: 'customer',
    channel: 'phone',
    state: 'active',
    seq: 4,
    createdAt: 0,
    lastAt: 0,
    closedAt: null,
    lastText: '',
    lastFrom: 'agent',
    unreadAgent: 0,
    unreadCustomer: 0,
    waitingSince: null,
    queue: null,
    agentCard: { name: '小云', avatar: '', specialty: '' },
    customerCard: { nick: '客户', avatar: '' },
    rating: null,
    stamped: 'staff00000000001',
    ...more,
  };
}

/** An agent on a phone who has nothing to do. */
export function staffWith(more: Partial<Staff> = {}): Staff {
  return {
    _id: 'staff00000000009',
    staffCode: 'A',
    name: '小云',
    avatar: '',
    specialty: '',
    department: '',
    role: 'agent',
    status: 'active',
    password: { salt: '', hash: '' },
    mustChangePassword: false,
    secondFactor: false,
    openid: 'o',
    uid: '-',
    uidGeneration: 1,
    teamId: '-',
    skills: [],
    load: 0,
    capacity: 1,
    createdAt: 0,
    ...more,
  };
}

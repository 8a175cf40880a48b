import { NOBODY } from '../values/collections';
import type { Channel } from '../values/states';
import type { Customer } from './schema';

/** A person who opens the chat for the first time; he told us nothing yet. */
export function newCustomer(
  me: string,
  channel: Channel,
  customerId: string,
  now: number
): Customer {
  return {
    _id: me,
    customerId,
    openid: channel === 'phone' ? me : NOBODY,
    uid: channel === 'web' ? me : NOBODY,
    nick: `客户${customerId.slice(-4).toUpperCase()}`,
    avatar: '',
    name: '',
    unit: '',
    phone: '',
    phoneSealed: '',
    phoneKey: '',
    tags: [],
    priority: 0,
    blockedUntil: 0,
    blockReason: '',
    legalHold: false,
    boundStaffId: NOBODY,
    createdAt: now,
    lastActiveAt: now,
  };
}

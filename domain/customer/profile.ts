import * as z from 'zod';
import { CustomerId } from '../ids';
import { NOBODY } from '../values/collections';
import { CHANNELS } from '../values/states';
import type { Customer } from './schema';

/** What staff see of a customer: no identity, and of his number the ends. */
export const CustomerView = z.object({
  customerId: CustomerId,
  channel: z.enum(CHANNELS),
  nick: z.string(),
  avatar: z.string(),
  name: z.string(),
  unit: z.string(),
  phone: z.string(),
  tags: z.array(z.string()),
  priority: z.int(),
  blockedUntil: z.number(),
  blockReason: z.string(),
  legalHold: z.boolean(),
  boundStaffId: z.string(),
  createdAt: z.number(),
  lastActiveAt: z.number(),
});
export type CustomerView = z.infer<typeof CustomerView>;

export function customerView(customer: Customer): CustomerView {
  return {
    customerId: customer.customerId,
    channel: customer.openid === NOBODY ? 'web' : 'phone',
    nick: customer.nick,
    avatar: customer.avatar,
    name: customer.name,
    unit: customer.unit,
    phone: customer.phone,
    tags: customer.tags,
    priority: customer.priority,
    blockedUntil: customer.blockedUntil,
    blockReason: customer.blockReason,
    legalHold: customer.legalHold,
    boundStaffId: customer.boundStaffId,
    createdAt: customer.createdAt,
    lastActiveAt: customer.lastActiveAt,
  };
}

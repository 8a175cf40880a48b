import * as z from 'zod';
import { Avatar, Nick, Reason, RealName, Tag, Unit } from '../customer/names';
import { PhoneNumber } from '../customer/phone';
import { CustomerView } from '../customer/profile';
import { Relation } from '../customer/relation';
import { Remark, RemarkText } from '../customer/remark';
import { CustomerId, MessageId, StaffId } from '../ids';
import { NOBODY } from '../values/collections';
import { LIMITS } from '../values/limits';
import { PageMark } from './page';
import { RecordRow } from '../record/row';
import { action } from './spec';

/** An agent: whom he serves or served; a supervisor: whom his team does. */
const STAFF = {
  agent: 'own',
  supervisor: 'team',
  admin: 'organisation',
} as const;
const LEADERS = { supervisor: 'team', admin: 'organisation' } as const;
const Tags = z.array(Tag).max(LIMITS.tags).default([]);
const One = z.strictObject({ customerId: CustomerId });
const Seen = z.object({ customer: CustomerView });

export const customerActions = {
  /** Everything about one customer, for the pane beside the chat. */
  'customer.get': action({
    in: 'admin',
    access: STAFF,
    input: One,
    output: z.object({
      customer: CustomerView,
      /** Whom he belongs to; null: to nobody. */
      agent: z.object({ staffId: z.string(), name: z.string() }).nullable(),
      /** Whose he was and is, the last one first. */
      relations: z.array(Relation.extend({ name: z.string() })),
      remarks: z.array(Remark.extend({ name: z.string() })),
      /** His latest conversations; the rest by `record.list`. */
      records: z.array(RecordRow),
      recordsNext: PageMark.nullable(),
      /** Reminders that may still be sent to him, by template. */
      pushBalances: z.array(
        z.object({ templateId: z.string(), balance: z.int() })
      ),
    }),
  }),
  /**
   * By what is known of them, all filters together, last seen first. `text`
   * is a part of a name, a whole tag, a part of a remark, a whole phone number
   * or its last four digits.
   */
  'customer.list': action({
    in: 'admin',
    access: STAFF,
    input: z.strictObject({
      text: z.string().trim().max(LIMITS.search).optional(),
      tag: Tag.optional(),
      staffId: StaffId.optional(),
      /** When he was last here, ms. */
      from: z.number().optional(),
      to: z.number().optional(),
      blocked: z.boolean().optional(),
      after: PageMark.optional(),
    }),
    output: z.object({
      customers: z.array(CustomerView.extend({ agentName: z.string() })),
      next: PageMark.nullable(),
    }),
  }),
  /** Only what is given changes. Agents may not change the priority. */
  'customer.update': action({
    in: 'admin',
    access: STAFF,
    input: One.extend({
      nick: Nick.optional(),
      avatar: Avatar.optional(),
      name: RealName.optional(),
      unit: Unit.optional(),
      phone: PhoneNumber.optional(),
      priority: z.int().min(0).max(9).optional(),
    }),
    output: Seen,
  }),
  /** A customer says what he is called and what he looks like. */
  'customer.setName': action({
    in: 'admin',
    access: 'customer',
    input: z.strictObject({
      nick: Nick.optional(),
      avatar: Avatar.optional(),
    }),
    output: z.object({ nick: z.string(), avatar: z.string() }),
  }),
  /** The whole number. Who looked, and what for, is on record first. */
  'customer.phone': action({
    in: 'admin',
    access: LEADERS,
    input: One.extend({ purpose: Reason }),
    output: z.object({ phone: z.string() }),
  }),
  'customer.tag': action({
    in: 'admin',
    access: STAFF,
    input: One.extend({ add: Tags, remove: Tags }),
    output: z.object({ tags: z.array(z.string()) }),
  }),
  /** Staff write down something about him; the same id twice is one. */
  'customer.remark': action({
    in: 'admin',
    access: STAFF,
    input: One.extend({ remarkId: MessageId, text: RemarkText }),
    output: z.object({ remark: Remark }),
  }),
  /** Whoever wrote it takes it back, or a supervisor does. */
  'customer.removeRemark': action({
    in: 'admin',
    access: STAFF,
    input: z.strictObject({ remarkId: MessageId }),
    output: z.object({}),
  }),
  /** Gives him to a member of staff, or to nobody. */
  'customer.bind': action({
    in: 'admin',
    access: LEADERS,
    input: One.extend({ staffId: StaffId.or(z.literal(NOBODY)) }),
    output: Seen,
  }),
  /** He is heard no more for so many hours. */
  'customer.block': action({
    in: 'admin',
    access: LEADERS,
    input: One.extend({
      hours: z.number().min(0.1).max(8_760),
      reason: Reason,
    }),
    output: Seen,
  }),
  'customer.unblock': action({
    in: 'admin',
    access: LEADERS,
    input: One,
    output: Seen,
  }),
  /** Whether the law asks that his records stay, whatever the age. */
  'customer.hold': action({
    in: 'admin',
    access: { admin: 'organisation' },
    input: One.extend({ on: z.boolean() }),
    output: Seen,
  }),
};

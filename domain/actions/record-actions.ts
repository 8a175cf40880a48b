import * as z from 'zod';
import { Case } from '../conversation/case';
import { ConversationId } from '../ids';
import { Message } from '../message/schema';
import { PushQuery } from '../push/query';
import { PushRow } from '../push/row';
import { RecordQuery } from '../record/query';
import { RecordRow } from '../record/row';
import { ComplaintRow, Settled } from '../safety/complaint-row';
import { PageMark } from './page';
import { action } from './spec';

/** An agent reads what he had; a supervisor what his team had. */
const STAFF = {
  agent: 'own',
  supervisor: 'team',
  admin: 'organisation',
} as const;
const LEAD = { supervisor: 'team', admin: 'organisation' } as const;

export const recordActions = {
  /**
   * Conversations by time, agent, customer, state and what was made of them;
   * the latest first. Where `tag`, `resolved`, `converted` or `text` is asked
   * for, each call looks through the next 500 at most: a page may then be
   * short or empty and still have a `next`. Go on until there is none.
   */
  'record.list': action({
    in: 'admin',
    access: STAFF,
    input: RecordQuery.extend({ after: PageMark.optional() }),
    output: z.object({
      records: z.array(RecordRow),
      next: PageMark.nullable(),
    }),
  }),
  /** One of them with its messages, the last 20 or those before `beforeSeq`. */
  'record.get': action({
    in: 'admin',
    access: STAFF,
    input: z.strictObject({
      conversationId: ConversationId,
      beforeSeq: z.number().positive().optional(),
    }),
    output: z.object({
      record: RecordRow,
      case: Case.nullable(),
      /** Oldest first, internal notes among them. */
      messages: z.array(Message),
      /** Pass it as `beforeSeq`; null: that was the beginning. */
      next: z.number().nullable(),
    }),
  }),
  /**
   * Single pushes with what became of them, the latest first: the rows behind
   * the report of reach. @throws FORBIDDEN for a member beyond his scope
   */
  'record.pushes': action({
    in: 'admin',
    access: LEAD,
    input: PushQuery.extend({ after: PageMark.optional() }),
    output: z.object({
      pushes: z.array(PushRow),
      next: PageMark.nullable(),
    }),
  }),
  /** What was reported, the latest first. */
  'record.complaints': action({
    in: 'admin',
    access: LEAD,
    input: z.strictObject({
      /** Only what nobody has settled. */
      open: z.literal(true).optional(),
      after: PageMark.optional(),
    }),
    output: z.object({
      complaints: z.array(ComplaintRow),
      next: PageMark.nullable(),
    }),
  }),
  /**
   * Says that somebody has seen to it; again is the same.
   * @throws FORBIDDEN also for whom it is about
   */
  'record.settleComplaint': action({
    in: 'admin',
    access: LEAD,
    input: z.strictObject({ complaintId: z.string().min(1).max(64) }),
    output: z.object({ settled: Settled }),
  }),
};

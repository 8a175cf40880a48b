import * as z from 'zod';
import { ASSIGNMENT_WHYS } from '../assignment/assign';
import { WAIT_WHYS } from '../assignment/trial';
import { Case } from '../conversation/case';
import { Conversation } from '../conversation/schema';
import { ConversationId, MessageId, StaffId, TeamId } from '../ids';
import { Message } from '../message/schema';
import { AssignmentSettings } from '../settings/sections/assignment';
import { Colleague } from '../staff/colleague';
import { LIMITS } from '../values/limits';
import { lengthOf } from '../values/text';
import { action } from './spec';

/** Its agent himself; a supervisor for his team; an administrator any. */
const HANDLERS = {
  agent: 'own',
  supervisor: 'team',
  admin: 'organisation',
} as const;

const Note = z
  .string()
  .trim()
  .min(1)
  .refine((text) => lengthOf(text) <= LIMITS.note, 'note too long');
const Tags = z
  .array(z.string().trim().min(1).max(LIMITS.tag))
  .transform((tags) => [...new Set(tags)])
  .refine((tags) => tags.length <= LIMITS.tags, 'too many tags');

export const deskActions = {
  /** Hands a conversation to a colleague, or back to the queue of a team. */
  'desk.transfer': action({
    in: 'conversation',
    access: HANDLERS,
    input: z.strictObject({
      conversationId: ConversationId,
      to: z.union([
        z.strictObject({ staffId: StaffId }),
        z.strictObject({ teamId: TeamId }),
      ]),
      /** What the next one should know; the customer never sees it. */
      note: Note.optional(),
    }),
    output: z.object({ conversation: Conversation }),
  }),
  /** To whom a conversation can be handed: who answers and is not himself. */
  'desk.colleagues': action({
    in: 'conversation',
    access: {
      agent: 'organisation',
      supervisor: 'organisation',
      admin: 'organisation',
    },
    input: z.strictObject({}),
    output: z.object({ colleagues: z.array(Colleague) }),
  }),
  /** An internal note. Idempotent by its id, as a message is. */
  'desk.note': action({
    in: 'conversation',
    access: HANDLERS,
    input: z.strictObject({
      conversationId: ConversationId,
      noteId: MessageId,
      text: Note,
    }),
    output: z.object({ message: Message }),
  }),
  /** The whole list of tags anew. */
  'desk.tag': action({
    in: 'conversation',
    access: HANDLERS,
    input: z.strictObject({ conversationId: ConversationId, tags: Tags }),
    output: z.object({ tags: z.array(z.string()) }),
  }),
  /** Reminds the agent that a customer waits; once for each wait. */
  'desk.nudge': action({
    in: 'conversation',
    access: { supervisor: 'team', admin: 'organisation' },
    input: z.strictObject({ conversationId: ConversationId }),
    /** False: nobody waits for an agent there, or he was reminded already. */
    output: z.object({ nudged: z.boolean() }),
  }),
  /** What came of it, as staff see it; what is left out stays. */
  'desk.outcome': action({
    in: 'conversation',
    access: HANDLERS,
    input: z.strictObject({
      conversationId: ConversationId,
      resolved: z.boolean().nullable().optional(),
      converted: z.boolean().nullable().optional(),
    }),
    output: Case.pick({ resolved: true, converted: true }),
  }),
  /**
   * A supervisor decides who has it, waiting or not. Beyond a capacity only
   * where he says so.
   */
  'desk.assign': action({
    in: 'conversation',
    access: { supervisor: 'team', admin: 'organisation' },
    input: z.strictObject({
      conversationId: ConversationId,
      staffId: StaffId,
      force: z.boolean().default(false),
    }),
    output: z.object({ conversation: Conversation }),
  }),
  /** Takes the next one from the queue himself; null: nobody waits for him. */
  'desk.pull': action({
    in: 'conversation',
    access: { agent: 'own', supervisor: 'own' },
    input: z.strictObject({}),
    output: z.object({ conversation: Conversation.nullable() }),
  }),
  /** What only staff may know of a conversation. */
  'desk.case': action({
    in: 'conversation',
    access: HANDLERS,
    input: z.strictObject({ conversationId: ConversationId }),
    output: z.object({
      case: Case.omit({ _id: true, between: true, held: true }),
      /** Solved at the first contact; null: that is not known yet. */
      resolvedInOne: z.boolean().nullable(),
      /** How he came; null: nobody knows. */
      entry: z
        .object({ scene: z.string(), staffId: z.string(), at: z.number() })
        .nullable(),
      /** Everybody who had it, in order. */
      agents: z.array(
        z.object({ staffId: z.string(), name: z.string(), at: z.number() })
      ),
    }),
  }),
  /**
   * Who would get a new customer now, by a rule that need not be stored yet:
   * the dispatcher's own decision on whoever is there. Nothing is done.
   */
  'desk.tryAssign': action({
    in: 'conversation',
    access: { supervisor: 'organisation', admin: 'organisation' },
    input: z.strictObject({
      strategy: AssignmentSettings.shape.strategy.unwrap(),
      dutyStaffId: AssignmentSettings.shape.dutyStaffId.unwrap(),
      /** Whether it is within the hours then. */
      open: z.boolean(),
    }),
    output: z.object({
      /** '-': he would wait. */
      staffId: z.string(),
      name: z.string(),
      load: z.int(),
      capacity: z.int(),
      why: z.enum([...ASSIGNMENT_WHYS, ...WAIT_WHYS]),
      there: z.int(),
      able: z.int(),
    }),
  }),
};

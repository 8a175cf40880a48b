import * as z from 'zod';

const Count = z.int().min(0);
const Sum = z.object({ ms: z.number().min(0), count: Count });

/**
 * The numbers of a day. Only sums and counts, so that days add up to a month;
 * shares and averages are `figuresOf`.
 */
export const Numbers = z.object({
  /** Different customers who wrote (F010a). */
  customers: Count,
  /** Conversations born that day, counted for whoever got them first. */
  begun: Count,
  /** Conversations in which an agent wrote (A-K11). */
  handled: Count,
  /** Conversations that ended that day and are still ended. */
  closed: Count,
  customerMessages: Count,
  agentMessages: Count,
  /** From a customer's first message to the first answer (A-K01). */
  firstReply: Sum,
  /** Of every answer, from the oldest message it answers (A-K02). */
  reply: Sum,
  /** How often each score was given, one to five (A-K03). */
  scores: z.array(Count).length(5),
  /** Of those closed: known whether solved at the first contact, and solved. */
  contacts: Count,
  solvedInOne: Count,
  /** Of those closed: led to a deal (F010d). */
  converted: Count,
  pushes: z.object({
    /** Wanted at all. */
    wanted: Count,
    /** Handed to WeChat, which needs a credit. */
    attempted: Count,
    accepted: Count,
    /** Of those attempted: WeChat refused, or nobody knows its answer. */
    failed: Count,
    /** The reach gap: wanted, but the customer had no credit left. */
    noCredit: Count,
    /** Held back by the hour's limit. */
    limited: Count,
    /** Not sent: he was looking, or pushes were off. */
    skipped: Count,
    /** Opened, however they went out. */
    clicked: Count,
  }),
  /** One bit for each hour of the day in which an agent wrote. */
  hours: z.int().min(0),
  /** The same as a count; of several days or agents the sum (A-K08). */
  activeHours: Count,
});
export type Numbers = z.infer<typeof Numbers>;

/** Everybody together; else a staffId. */
export const ALL = 'all';

/** Numbers in a line of their own order; see `packed.ts`. */
const Packed = z.array(z.number());
const Row = z.record(z.string(), Packed);

/**
 * `rollups/{date}`: a day in one document, so that 90 days are 90 reads
 * however many people answer. Who has no numbers has no entry.
 */
export const Rollup = z.object({
  _id: z.string(),
  date: z.string(),
  /** By staffId, and 'all'. */
  staff: Row,
  /** By teamId: the teams as they were when the day was last counted. */
  teams: Row,
  /** By codeId: what became of conversations that a code began. */
  codes: Row,
  /** By 'all' or staffId, then by hour of the day there, '0' to '23'. */
  hours: z.record(z.string(), Row),
  /** What staff and teams were called then, by id. */
  names: z.record(z.string(), z.string()),
  /** Whose the codes were then, by codeId. */
  owners: z.record(z.string(), z.string()),
});
export type Rollup = z.infer<typeof Rollup>;

const Share = z.number().min(0).max(1).nullable();

/** What people read; null where there is nothing to divide by. */
export const Figures = z.object({
  firstReplyMs: z.number().nullable(),
  replyMs: z.number().nullable(),
  score: z.number().nullable(),
  /** Of those who rated: four and five. */
  satisfied: Share,
  solvedInOne: Share,
  conversion: Share,
  /** Accepted by WeChat of those attempted (A-K05); not display. */
  pushAccepted: Share,
  /** Wanted but without credit, of those wanted. */
  pushGap: Share,
  handledPerHour: z.number().nullable(),
});
export type Figures = z.infer<typeof Figures>;

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
    /** The reach gap: wanted, but the customer had no credit left. */
    noCredit: Count,
  }),
  /** One bit for each hour of the day in which an agent wrote. */
  hours: z.int().min(0),
  /** The same as a count; of several days or agents the sum (A-K08). */
  activeHours: Count,
});
export type Numbers = z.infer<typeof Numbers>;

/** Everybody together; else a staffId. */
export const ALL = 'all';

/** `rollups/{date}.{staffId or all}` */
export const Rollup = z.object({
  _id: z.string(),
  date: z.string(),
  staffId: z.string(),
  numbers: Numbers,
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

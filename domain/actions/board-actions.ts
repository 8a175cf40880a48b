import * as z from 'zod';
import { BoardAgent, BoardQueue } from '../board/schema';
import { action } from './spec';

export const boardActions = {
  /**
   * How things stand this moment: who is there, who waits, how long, and what
   * each has. A supervisor sees his team and whoever has nobody yet. Ask
   * again every five seconds or slower while the page is in front; presence
   * alone can be watched (`presence`). What to do about it: `desk.assign`,
   * `desk.nudge`, `record.get` and `conversation.history` to look in.
   */
  'board.read': action({
    in: 'admin',
    access: { supervisor: 'team', admin: 'organisation' },
    input: z.strictObject({}),
    output: z.object({
      /** Count waiting times from it, not from the clock of the browser. */
      serverTime: z.number(),
      /** False: more are open than were counted (1,000). */
      whole: z.boolean(),
      agents: z.array(BoardAgent),
      queue: BoardQueue,
      /** Conversations with an agent now, and those without an answer. */
      active: z.int(),
      unanswered: z.int(),
      /** Since midnight there; `report.day` has the rest. */
      today: z.object({ begun: z.int(), closed: z.int() }),
    }),
  }),
};

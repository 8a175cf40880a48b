import * as z from 'zod';

/** `exports/{customerId}`: a copy of somebody's own data, for a day. */
export const Export = z.object({
  _id: z.string(),
  /** Whose data it is. */
  customer: z.string(),
  /** Part of the paths of its files. */
  key: z.string(),
  state: z.enum(['working', 'ready']),
  /** File ids, in order. */
  parts: z.array(z.string()),
  /** The last conversation that is in it; '' before the first. */
  after: z.string(),
  createdAt: z.number(),
  expiresAt: z.number(),
});
export type Export = z.infer<typeof Export>;

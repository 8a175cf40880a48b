import * as z from 'zod';

/** `audit/{_id}` as administrators read it: who did what to whom, when. */
export const AuditRow = z.object({
  _id: z.string(),
  at: z.number(),
  /** staffId of whoever did it; 'customer' or 'timer' where nobody of staff. */
  actor: z.string(),
  /** What he is called now; '' where he is not of staff. */
  name: z.string(),
  /** The action's name: `customer.phone`. */
  action: z.string(),
  /** The id of what it was done to. */
  object: z.string(),
  requestId: z.string(),
  /** Which fields, or what for. */
  detail: z.string(),
});
export type AuditRow = z.infer<typeof AuditRow>;

import * as z from 'zod';

/** `customers/{_id}`; _id is his openid or uid, so it is unique by itself. */
export const Customer = z.object({
  _id: z.string(),
  customerId: z.string(),
  openid: z.string(),
  uid: z.string(),
  nick: z.string(),
  avatar: z.string(),
  /** What he is called and for whom he asks, as staff wrote it down. */
  name: z.string(),
  unit: z.string(),
  /** Masked, for lists: `138****5678`; '' where he gave none. */
  phone: z.string(),
  /** The whole number, sealed; '' where he gave none. */
  phoneSealed: z.string(),
  /** The same number gives the same key, to be found by; '' for none. */
  phoneKey: z.string(),
  tags: z.array(z.string()),
  /** Higher is served sooner; 0 for everybody who is nobody special. */
  priority: z.int(),
  /** Until then he is heard no more; 0: he is. */
  blockedUntil: z.number(),
  blockReason: z.string(),
  /** Retention leaves his records alone. */
  legalHold: z.boolean(),
  /** The staff member his code bound him to, or '-'. */
  boundStaffId: z.string(),
  createdAt: z.number(),
  lastActiveAt: z.number(),
});
export type Customer = z.infer<typeof Customer>;

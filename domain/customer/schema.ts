import * as z from 'zod';

/** `customers/{_id}`; _id is his openid or uid, so it is unique by itself. */
export const Customer = z.object({
  _id: z.string(),
  customerId: z.string(),
  openid: z.string(),
  uid: z.string(),
  nick: z.string(),
  avatar: z.string(),
  phone: z.string(),
  /** The staff member his code bound him to, or '-'. */
  boundStaffId: z.string(),
  createdAt: z.number(),
  lastActiveAt: z.number(),
});
export type Customer = z.infer<typeof Customer>;

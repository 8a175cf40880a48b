import * as z from 'zod';
import { CustomerId, MessageId, StaffId } from '../ids';
import { LIMITS } from '../values/limits';
import { lengthOf } from '../values/text';

export const RemarkText = z
  .string()
  .trim()
  .min(1)
  .refine((text) => lengthOf(text) <= LIMITS.remark, { error: 'too long' });

/** `remarks/{_id}`: what staff wrote down about a customer. */
export const Remark = z.object({
  /** Made by the writer's client, so that the same twice is one. */
  _id: MessageId,
  customerId: CustomerId,
  text: z.string(),
  by: StaffId,
  at: z.number(),
});
export type Remark = z.infer<typeof Remark>;

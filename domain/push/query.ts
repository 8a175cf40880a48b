import * as z from 'zod';
import { StaffId } from '../ids';
import { PUSH_STATUSES } from '../values/states';

/** Which pushes; all filters hold together. */
export const PushQuery = z.strictObject({
  /** Both ends included, ms, of when it was wanted. */
  from: z.number().optional(),
  to: z.number().optional(),
  /** Whose answer it tells of. */
  staffId: StaffId.optional(),
  status: z.enum(PUSH_STATUSES).optional(),
  /** Opened by the customer, or not. */
  clicked: z.boolean().optional(),
});
export type PushQuery = z.infer<typeof PushQuery>;

import * as z from 'zod';
import { StaffId } from '../ids';
import { SPAN } from '../record/span';
import { PUSH_STATUSES } from '../values/states';

/** One status, or what the reports count together; see `PUSH_GROUPS`. */
export const PUSH_RESULTS = [...PUSH_STATUSES, 'attempted', 'skipped'] as const;

/** Which pushes; all filters hold together. */
export const PushQuery = z.strictObject({
  /** When it was wanted. */
  ...SPAN,
  /** Whose answer it tells of. */
  staffId: StaffId.optional(),
  status: z.enum(PUSH_RESULTS).optional(),
  /** Opened by the customer, or not. */
  clicked: z.boolean().optional(),
});
export type PushQuery = z.infer<typeof PushQuery>;

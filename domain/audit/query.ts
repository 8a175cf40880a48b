import * as z from 'zod';
import { SPAN } from '../record/span';

/** Which rows of the audit; all filters hold together. */
export const AuditQuery = z.strictObject({
  ...SPAN,
  /** staffId of who did it, or 'customer'. */
  actor: z.string().min(1).max(64).optional(),
  /** The action's name: `customer.phone`. */
  action: z.string().min(1).max(64).optional(),
  /** The id of what it was done to. */
  object: z.string().min(1).max(64).optional(),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

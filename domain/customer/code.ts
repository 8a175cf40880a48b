import * as z from 'zod';
import { StaffId } from '../ids';

/** `codes/{scene}`: an exclusive code. */
export const Code = z.object({
  _id: z.string(),
  staffId: StaffId,
  status: z.enum(['active', 'revoked']),
  /** The picture's file id; '-' while it waits for a phone or a tick. */
  fileId: z.string(),
  createdAt: z.number(),
  createdBy: z.string(),
});
export type Code = z.infer<typeof Code>;

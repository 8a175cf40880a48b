import * as z from 'zod';
import { StaffId } from '../../ids';
import { NOBODY } from '../../values/collections';

/** Who gets a customer that belongs to nobody (F014a). */
export const STRATEGIES = ['fewest', 'round-robin', 'skills'] as const;
export type Strategy = (typeof STRATEGIES)[number];

export const AssignmentSettings = z.object({
  strategy: z.enum(STRATEGIES).default('fewest'),
  /** Who serves outside the hours, or '-': then customers wait. */
  dutyStaffId: StaffId.or(z.literal(NOBODY)).default(NOBODY),
  /** An agent who does not answer a new customer this long loses him. */
  silentMinutes: z.int().min(0).max(240).default(10),
  /** The agent of an active conversation is nudged after this long. */
  slowReplyMinutes: z.int().min(1).max(240).default(5),
});

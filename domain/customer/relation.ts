import * as z from 'zod';
import { CustomerId, StaffId } from '../ids';

/** How a customer came to belong to somebody (F011c). */
export const RELATION_SOURCES = ['code', 'manual', 'handover'] as const;
export type RelationSource = (typeof RELATION_SOURCES)[number];

/** `relations/{_id}`: to whom a customer belonged from when to when. */
export const Relation = z.object({
  _id: z.string(),
  customerId: CustomerId,
  staffId: StaffId,
  source: z.enum(RELATION_SOURCES),
  /** What it came by: the code's scene, or the staffId who decided it. */
  by: z.string(),
  since: z.number(),
  /** 0 while it lasts; a customer has at most one that does. */
  until: z.number(),
});
export type Relation = z.infer<typeof Relation>;

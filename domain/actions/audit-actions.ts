import * as z from 'zod';
import { AuditRow } from '../audit/schema';
import { PageMark } from './page';
import { action } from './spec';

export const auditActions = {
  /** Who did what to whom; the latest first, all filters together (B-114). */
  'audit.list': action({
    in: 'admin',
    access: { admin: 'organisation' },
    input: z.strictObject({
      /** Both ends included, ms. */
      from: z.number().optional(),
      to: z.number().optional(),
      actor: z.string().min(1).max(64).optional(),
      action: z.string().min(1).max(64).optional(),
      object: z.string().min(1).max(64).optional(),
      after: PageMark.optional(),
    }),
    output: z.object({
      rows: z.array(AuditRow),
      next: PageMark.nullable(),
    }),
  }),
};

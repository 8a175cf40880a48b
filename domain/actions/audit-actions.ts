import * as z from 'zod';
import { AuditQuery } from '../audit/query';
import { AuditRow } from '../audit/schema';
import { PageMark } from './page';
import { action } from './spec';

export const auditActions = {
  /** Who did what to whom; the latest first, all filters together (B-114). */
  'audit.list': action({
    in: 'admin',
    access: { admin: 'organisation' },
    input: AuditQuery.extend({ after: PageMark.optional() }),
    output: z.object({
      rows: z.array(AuditRow),
      next: PageMark.nullable(),
    }),
  }),
};

import * as z from 'zod';
import { PushQuery } from '../push/query';
import { PushRow } from '../push/row';
import { PageMark } from './page';
import { action } from './spec';

export const pushActions = {
  /**
   * Single pushes with what became of them, the latest first: the rows behind
   * the report of reach. @throws FORBIDDEN for a member beyond his scope
   */
  'push.list': action({
    in: 'admin',
    access: { supervisor: 'team', admin: 'organisation' },
    input: PushQuery.extend({ after: PageMark.optional() }),
    output: z.object({
      pushes: z.array(PushRow),
      next: PageMark.nullable(),
    }),
  }),
};

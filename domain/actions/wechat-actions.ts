import * as z from 'zod';
import { StaffId } from '../ids';
import { action } from './spec';

export const wechatActions = {
  /** What wx.requestSubscribeMessage answered, for our own ledger. */
  'push.credit': action({
    in: 'wechat',
    access: 'customer',
    input: z.strictObject({
      /** templateId → 'accept' | 'reject' | 'ban' | 'filter' */
      results: z
        .record(
          z.string().min(1).max(64),
          z.enum(['accept', 'reject', 'ban', 'filter'])
        )
        .refine((results) => Object.keys(results).length <= 5),
      /** Makes a repeated report count once. */
      key: z.string().min(8).max(40),
    }),
    output: z.object({ balance: z.int() }),
  }),
  /** Executes what waits; any phone may nudge, so may the timer. */
  'work.run': action({
    in: 'wechat',
    access: 'anyone',
    input: z.strictObject({}),
    output: z.object({ done: z.int() }),
  }),
  /** The page was opened from a push. */
  'push.clicked': action({
    in: 'wechat',
    access: 'customer',
    input: z.strictObject({ pushId: z.string().min(1).max(64) }),
    output: z.object({ conversationId: z.string().nullable() }),
  }),
  /** An exclusive code; at once from a phone, from the web a job. */
  'code.create': action({
    in: 'wechat',
    access: { agent: 'own', supervisor: 'organisation', admin: 'organisation' },
    input: z.strictObject({ staffId: StaffId }),
    output: z.object({
      codeId: z.string(),
      scene: z.string(),
      /** null while the picture still waits for a phone or a tick. */
      fileId: z.string().nullable(),
    }),
  }),
};

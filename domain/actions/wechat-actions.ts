import * as z from 'zod';
import { CODE_STATES, PICTURE_STATES } from '../customer/code';
import { CodeId, StaffId } from '../ids';
import { PUSH_STATUSES } from '../values/states';
import { PageMark } from './page';
import { action } from './spec';

/** An agent looks after his own codes, a supervisor after his team's. */
const CODE_STAFF = {
  agent: 'own',
  supervisor: 'team',
  admin: 'organisation',
} as const;
const OneCode = z.strictObject({ codeId: CodeId });
const MadeCode = z.object({
  codeId: z.string(),
  scene: z.string(),
  /** null while the picture still waits for a phone or a tick. */
  fileId: z.string().nullable(),
  /** The code works whatever this says; 'failed' is tried again. */
  pictureState: z.enum(PICTURE_STATES),
  /** WeChat's last refusal; 0: none, -1: it did not answer. */
  pictureError: z.int(),
});
const CodeRow = MadeCode.extend({
  staffId: z.string(),
  name: z.string(),
  state: z.enum(CODE_STATES),
  createdAt: z.number(),
  /** Whose it was before it was handed over, or '-', and his name. */
  handedFrom: z.string(),
  handedFromName: z.string(),
  /** When it ended, or will, being replaced; 0: it is in force. */
  revokedAt: z.number(),
  /** The code that took its place, or '-'. */
  replacedBy: z.string(),
});

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
    input: z.strictObject({
      /** That push alone, by the id that afterSend answered. */
      pushId: z.string().min(1).max(64).optional(),
    }),
    output: z.object({ done: z.int() }),
  }),
  /** The page was opened from a push. */
  'push.clicked': action({
    in: 'wechat',
    access: 'customer',
    input: z.strictObject({ pushId: z.string().min(1).max(64) }),
    output: z.object({ conversationId: z.string().nullable() }),
  }),
  /** One more attempt of a push that did not reach WeChat (X1). */
  'push.resend': action({
    in: 'wechat',
    access: { agent: 'own', supervisor: 'team', admin: 'organisation' },
    input: z.strictObject({ pushId: z.string().min(1).max(64) }),
    output: z.object({
      pushId: z.string(),
      /** 'pending' where the web asked and a phone or the timer sends. */
      status: z.enum(PUSH_STATUSES),
    }),
  }),
  /** His exclusive code; at once from a phone, from the web a job. */
  'code.create': action({
    in: 'wechat',
    access: CODE_STAFF,
    input: z.strictObject({ staffId: StaffId }),
    output: MadeCode,
  }),
  /** Of whom he reaches, or of one of them; the latest first. */
  'code.list': action({
    in: 'wechat',
    access: CODE_STAFF,
    input: z.strictObject({
      staffId: StaffId.optional(),
      state: z.enum(CODE_STATES).optional(),
      after: PageMark.optional(),
    }),
    output: z.object({ codes: z.array(CodeRow), next: PageMark.nullable() }),
  }),
  /**
   * A new code in the place of one that leads on for seven days, until the
   * posters are changed. Asked for again it answers the same new one.
   */
  'code.rotate': action({
    in: 'wechat',
    access: CODE_STAFF,
    input: OneCode,
    output: MadeCode,
  }),
  /** It leads to the default agents from now on. */
  'code.revoke': action({
    in: 'wechat',
    access: CODE_STAFF,
    input: OneCode,
    output: z.object({ codeId: z.string(), revokedAt: z.number() }),
  }),
  /** The picture, to show or to download while the address lasts. */
  'code.picture': action({
    in: 'wechat',
    access: CODE_STAFF,
    input: OneCode,
    output: MadeCode.extend({ url: z.string().nullable() }),
  }),
  /**
   * Of who leaves: his codes in force and the customers who belong to him go
   * to a colleague, now or, of very many, with the next sweeps. Whatever
   * comes to him within a minute of it follows.
   */
  'code.handOver': action({
    in: 'wechat',
    access: { supervisor: 'team', admin: 'organisation' },
    input: z.strictObject({ fromStaffId: StaffId, toStaffId: StaffId }),
    output: z.object({
      codes: z.int(),
      customers: z.int(),
      /** False: more follow by themselves. */
      done: z.boolean(),
    }),
  }),
};

import * as z from 'zod';

/** The life of a conversation, in minutes and hours. */
export const ConversationSettings = z.object({
  /** Silence that ends it (F014d, A-BR10). */
  silenceHours: z.number().min(0.5).max(720).default(24),
  /** A new message within this time after closing goes on where it ended. */
  reopenHours: z.number().min(0).max(720).default(24),
  /** What was said can be taken back this long. */
  recallMinutes: z.number().min(0).max(1_440).default(2),
});

const Sentence = z.string().trim().max(300);
const AutoReply = (text: string) =>
  z
    .object({ on: z.boolean().default(true), text: Sentence.default(text) })
    .prefault({});

/** Whoever begins with this question gets the answer at once, if any. */
const Question = z.object({
  question: z.string().trim().min(1).max(30),
  answer: Sentence.default(''),
});

/**
 * What the system says by itself (F013c). Variables as in canned replies:
 * {客服}, {客户}, {位置}, {时间}.
 */
export const AutoReplySettings = z.object({
  welcome: AutoReply('您好，{客服}为您服务。'),
  outOfHours: AutoReply('现在不在服务时间，{时间}开始有人回复，您可以先留言。'),
  queue: AutoReply('客服正忙，您排在第 {位置} 位，请稍候。'),
  slowReply: AutoReply('客服正在处理，请您再等一会儿。'),
  /** What people often ask; the first ones stand on the first screen. */
  questions: z.array(Question).max(20).default([]),
  /** Short words beside the bell; a tap sends them. */
  shortcuts: z.array(z.string().trim().min(1).max(10)).max(3).default([]),
});

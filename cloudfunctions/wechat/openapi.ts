import cloud from 'wx-server-sdk';
import * as z from 'zod';
import { errCodeOf } from '../../domain/push/answer';
import type { CodePicture, CodeWish } from './code/code-wish';

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV } as Parameters<
  typeof cloud.init
>[0]);

export interface SubscribeMessage {
  touser: string;
  templateId: string;
  page: string;
  data: Record<string, { value: string }>;
  miniprogramState: string;
}

const Refusal = z.object({ errCode: z.int(), errMsg: z.string().optional() });

/**
 * WeChat's error code, 0 where it accepted; -1 where it was not reached or was
 * busy, -2 (UNKNOWN) where nobody knows whether it got it.
 */
export async function sendSubscribeMessage(
  message: SubscribeMessage
): Promise<number> {
  try {
    await cloud.openapi['subscribeMessage'].send({ ...message, lang: 'zh_CN' });
    return 0;
  } catch (error) {
    return errCodeOf(error);
  }
}

/**
 * A code that opens its page with `scene`, as a picture. Only a call that a
 * phone or a timer started may ask.
 */
export async function unlimitedCode(wish: CodeWish): Promise<CodePicture> {
  const { scene, page, envVersion } = wish;
  try {
    const answer: unknown = await cloud.openapi['wxacode'].getUnlimited({
      scene,
      page,
      // Otherwise the page must be in the released version already.
      checkPath: false,
      envVersion,
    });
    return z.object({ buffer: z.instanceof(Buffer) }).parse(answer);
  } catch (error) {
    const refusal = Refusal.safeParse(error);
    return { errCode: refusal.success ? refusal.data.errCode : -1 };
  }
}

const Verdict = z.object({
  result: z.object({
    suggest: z.enum(['pass', 'review', 'risky']),
    label: z.int(),
  }),
});
export type TextVerdict =
  z.infer<typeof Verdict>['result'] | { errCode: number };

/** Of one who used the mini-program within two hours, else 61010. */
export async function checkText(
  openid: string,
  content: string
): Promise<TextVerdict> {
  try {
    const answer: unknown = await cloud.openapi['security'].msgSecCheck({
      version: 2,
      scene: COMMENT,
      openid,
      content,
    });
    return Verdict.parse(answer).result;
  } catch (error) {
    return { errCode: errCodeOf(error) };
  }
}

const Asked = z.object({ traceId: z.string().regex(/^[\w-]{1,100}$/) });

/** The verdict comes later, as an event under this trace. */
export async function checkMedia(
  openid: string,
  mediaUrl: string,
  kind: 'image' | 'voice'
): Promise<{ traceId: string } | { errCode: number }> {
  try {
    const answer: unknown = await cloud.openapi['security'].mediaCheckAsync({
      version: 2,
      scene: COMMENT,
      openid,
      mediaUrl,
      mediaType: kind === 'voice' ? 1 : 2,
    });
    return Asked.parse(answer);
  } catch (error) {
    return { errCode: errCodeOf(error) };
  }
}

/** Of WeChat's four scenes the one that a conversation is nearest to. */
const COMMENT = 2;

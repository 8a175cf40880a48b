import cloud from 'wx-server-sdk';
import * as z from 'zod';
import { errCodeOf } from '../../domain/push/answer';
import type { CodePicture, CodeWish } from './code-wish';

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

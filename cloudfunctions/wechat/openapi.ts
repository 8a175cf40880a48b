import cloud from 'wx-server-sdk';
import * as z from 'zod';

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

/** WeChat's error code, 0 where it accepted, -1 where it never answered. */
export async function sendSubscribeMessage(
  message: SubscribeMessage
): Promise<number> {
  try {
    await cloud.openapi['subscribeMessage'].send({ ...message, lang: 'zh_CN' });
    return 0;
  } catch (error) {
    const refusal = Refusal.safeParse(error);
    return refusal.success ? refusal.data.errCode : -1;
  }
}

/** A code that opens `page` with `scene`, as a picture. */
export async function unlimitedCode(
  scene: string,
  page: string
): Promise<Buffer> {
  const answer: unknown = await cloud.openapi['wxacode'].getUnlimited({
    scene,
    page,
    // Otherwise the page must be in the released version already.
    checkPath: false,
  });
  const { buffer } = z.object({ buffer: z.instanceof(Buffer) }).parse(answer);
  return buffer;
}

import * as z from 'zod';
import { askWechat, type Answer } from './ask-wechat';
import type { CodePicture, CodeWish } from './code/code-wish';
import { webToken } from './web-token';

const NO_ANSWER = -1;
/** The token is wrong or over: another one may do. */
const TOKEN_REFUSED: readonly number[] = [40001, 40014, 42001];
const Refusal = z.object({ errcode: z.int() });

/** Whether the web need not wait for a phone. */
export function hasAppSecret(): boolean {
  return Boolean(process.env['KF_APP_ID'] && process.env['KF_APP_SECRET']);
}

/** The same as `unlimitedCode`, for calls that the web page started. */
export async function unlimitedCodeByWeb(wish: CodeWish): Promise<CodePicture> {
  const token = await webToken();
  if (!token) return { errCode: NO_ANSWER };
  const made = await pictureWith(token, wish);
  const refused = 'errCode' in made && TOKEN_REFUSED.includes(made.errCode);
  if (!refused) return made;
  const fresh = await webToken(token);
  return fresh ? pictureWith(fresh, wish) : made;
}

async function pictureWith(
  token: string,
  { scene, page, envVersion }: CodeWish
): Promise<CodePicture> {
  const query = new URLSearchParams({ access_token: token });
  const answer = await askWechat(`/wxa/getwxacodeunlimit?${query.toString()}`, {
    scene,
    page,
    // Otherwise the page must be in the released version already.
    check_path: false,
    env_version: envVersion,
  });
  return 'bytes' in answer
    ? { buffer: answer.bytes }
    : { errCode: refusalIn(answer) };
}

function refusalIn(answer: Answer): number {
  const read = Refusal.safeParse('json' in answer ? answer.json : null);
  return read.success && read.data.errcode !== 0
    ? read.data.errcode
    : NO_ANSWER;
}

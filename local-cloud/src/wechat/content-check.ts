import { refusal } from './errcodes';
import type { ApiParams, ApiReply } from './options';

const LONGEST = 2_500;
/** Words that stand for what WeChat would find; real ones are not needed. */
const RISKY: Record<string, number> = {
  违规测试: 20006,
  广告测试: 10001,
  辱骂测试: 20003,
};
const SCENES = [1, 2, 3, 4];

/** `security.msgSecCheck`, version 2. */
export function checkText(params: ApiParams): ApiReply {
  const { content, version, scene, openid } = params;
  if (typeof openid !== 'string' || openid === '') return refusal(40003);
  const wellFormed =
    Number(version) === 2 &&
    SCENES.includes(Number(scene)) &&
    typeof content === 'string' &&
    content !== '' &&
    content.length <= LONGEST;
  if (!wellFormed) return refusal(47003, 'content, version or scene');
  const word = Object.keys(RISKY).find((risky) => content.includes(risky));
  const label = word ? RISKY[word] : 100;
  const suggest = word ? 'risky' : 'pass';
  return {
    json: { errcode: 0, errmsg: 'ok', result: { suggest, label }, detail: [] },
  };
}

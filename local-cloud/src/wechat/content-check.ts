import { fine, refusal } from './errcodes';
import type { ApiParams, ApiReply, WechatSwitches } from './options';
import { textOf } from './options';
import type { RiskyWord } from './settings';
import { traceId } from './trace-id';

const LONGEST = 2_500;
const LONGEST_V1_BYTES = 500 * 1024;
const SCENES = [1, 2, 3, 4];
export const CLEAN = 100;

export interface CheckParts {
  words: () => RiskyWord[];
  isFresh: (openid: string) => boolean;
  switches: () => WechatSwitches;
}

/** `security.msgSecCheck`; without a version it is the old one. */
export function createTextCheck(
  parts: CheckParts
): (params: ApiParams) => ApiReply {
  return (params) => {
    if (params.version === undefined) return firstVersion(parts, params);
    return refusePerson(parts, params) ?? secondVersion(parts, params);
  };
}

/**
 * What both checks of version 2 want of the person: a scene, and an openid
 * that used the mini-program within two hours.
 */
export function refusePerson(
  parts: Pick<CheckParts, 'isFresh'>,
  { version, scene, openid }: ApiParams
): ApiReply | null {
  if (Number(version) !== 2) return refusal(47003, 'version');
  if (!SCENES.includes(Number(scene))) return refusal(40129);
  if (!textOf(openid)) return refusal(40003);
  return parts.isFresh(textOf(openid)) ? null : refusal(61010);
}

function secondVersion(parts: CheckParts, params: ApiParams): ApiReply {
  const content = textOf(params.content);
  if (content === '') return refusal(44002);
  if ([...content].length > LONGEST) {
    return refusal(Number(parts.switches().longTextCode), 'content');
  }
  const others = [params.title, params.nickname, params.signature].map(textOf);
  const text = [content, ...others].join('\n');
  const found = parts.words().filter(({ word }) => text.includes(word));
  const worst = worstOf(found);
  const { suggest, label } = worst ?? { suggest: 'pass', label: CLEAN };
  const model = { strategy: 'content_model', errcode: 0, suggest, label };
  const keywords = found.map((one) => ({
    strategy: 'keyword',
    errcode: 0,
    suggest: one.suggest,
    label: one.label,
    keyword: one.word,
    level: 90,
  }));
  return fine({
    result: { suggest, label },
    detail: [{ ...model, prob: 90 }, ...keywords],
    trace_id: traceId(),
  });
}

function firstVersion(parts: CheckParts, params: ApiParams): ApiReply {
  const content = textOf(params.content);
  if (content === '') return refusal(44002);
  if (Buffer.byteLength(content) > LONGEST_V1_BYTES) return refusal(45002);
  const worst = worstOf(
    parts.words().filter(({ word }) => content.includes(word))
  );
  return worst?.suggest === 'risky' ? refusal(87014) : fine();
}

/** Risky before review before pass. */
function worstOf(found: RiskyWord[]): RiskyWord | undefined {
  return (
    found.find(({ suggest }) => suggest === 'risky') ??
    found.find(({ suggest }) => suggest === 'review') ??
    found[0]
  );
}

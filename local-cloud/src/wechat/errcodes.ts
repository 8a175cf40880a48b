import type { ApiReply } from './options';

/** WeChat's error codes that the doubles can answer with, and their texts. */
const MESSAGES: Record<number, string> = {
  [-1]: 'system error',
  40001: 'invalid credential, access_token is invalid or not latest',
  40002: 'invalid grant_type',
  40003: 'invalid openid',
  40013: 'invalid appid',
  40029: 'invalid code',
  40037: 'invalid template_id',
  40097: 'invalid args',
  40129: 'invalid scene',
  40159: 'invalid length for path, or the data is not json string',
  40163: 'code been used',
  40165: 'invalid weapp pagepath',
  40169: 'invalid length for scene, or the data is not json string',
  40212: 'invalid query',
  41030: 'invalid page',
  43101: 'user refuse to accept the msg',
  43104: 'appid not match with openid',
  43107: 'the ability to send subscribe messages is banned',
  43108: 'concurrent messages to the same user',
  44002: 'empty post data',
  44990: 'reach max api frequence limit',
  44991: 'reach max user api daily quota limit',
  45002: 'content size out of limit',
  45009: 'reach max api daily quota limit',
  45015: 'response out of time limit or subscription is canceled',
  45029: 'qrcode count out of limit',
  45047: 'out of response count limit',
  45072: 'command is invalid',
  45080: 'no interaction with the user in the last 30 seconds',
  45081: 'already typing',
  45168: 'the message contains sensitive words',
  47001: 'data format error',
  47003: 'argument invalid!',
  61010: 'code is expired',
  85079: 'miniprogram has no online release',
  85096: 'scancode_time is a reserved parameter',
  85401: 'invalid expire time',
  87014: 'risky content',
  200012: 'too many templates',
  200014: 'invalid tid or template id',
  200016: 'invalid start',
  200017: 'invalid limit',
  200018: 'ids are missing',
  200019: 'invalid ids',
  200020: 'invalid kidList',
  200021: 'invalid sceneDesc',
  [-604100]: 'API not found',
  [-604101]: 'function has no permission to call this API',
  [-604102]: 'call open API timeout',
  [-604103]: 'call open API system error',
  [-604104]: 'illegal source of invocation',
};

export function messageOf(errcode: number, detail = ''): string {
  if (errcode === 0) return 'ok';
  const message = MESSAGES[errcode] ?? 'unknown error';
  return detail ? `${message} ${detail}` : message;
}

/** What WeChat's API itself answers. */
export function refusal(errcode: number, detail = ''): ApiReply {
  const json = { errcode, errmsg: messageOf(errcode, detail) };
  return isSystemError(errcode) ? { json, systemError: errcode } : { json };
}

export function fine(result: Record<string, unknown> = {}): ApiReply {
  return { json: { errcode: 0, errmsg: 'ok', ...result } };
}

/** 0 where the reply is a success. */
export function errcodeOf(reply: ApiReply): number {
  return 'json' in reply ? Number(reply.json.errcode ?? 0) : 0;
}

/** The gate between function and API answers these outside of the JSON. */
function isSystemError(errcode: number): boolean {
  return errcode <= -604_000 && errcode > -605_000;
}

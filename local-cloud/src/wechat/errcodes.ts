import type { ApiReply } from './options';

/** WeChat's error codes that the doubles can answer with, and their texts. */
const MESSAGES: Record<number, string> = {
  [-1]: 'system error',
  40003: 'invalid openid',
  40037: 'invalid template_id',
  40097: 'invalid args',
  40129: 'invalid scene',
  40169: 'invalid length for scene, or the data is not json string',
  41030: 'invalid page',
  43101: 'user refuse to accept the msg',
  43107: 'the ability to send subscribe messages is banned',
  43108: 'concurrent messages to the same user',
  44991: 'reach max user api daily quota limit',
  45009: 'reach max api daily quota limit',
  45168: 'the message contains sensitive words',
  47003: 'argument invalid!',
  61010: 'code is expired',
  [-604100]: 'API not found',
  [-604101]: 'function has no permission to call this API',
  [-604104]: 'illegal source of invocation',
};

export function messageOf(errcode: number, detail = ''): string {
  if (errcode === 0) return 'ok';
  const message = MESSAGES[errcode] ?? 'unknown error';
  return detail ? `${message} ${detail}` : message;
}

export function refusal(errcode: number, detail = ''): ApiReply {
  return { json: { errcode, errmsg: messageOf(errcode, detail) } };
}

import type { Message } from '../../../domain/message/schema';
import { LIMITS } from '../../../domain/values/limits';
import { command } from '../../platform/cloud';
import { find, get } from '../../platform/documents';
import type { Handler } from '../../platform/serve';
import { linksTo } from '../../platform/storage';
import { visibleTo } from '../life/can-see';

/** Small enough for a list, large enough for a sharp screen. */
const SMALL = '&imageMogr2/thumbnail/480x480/quality/80';

/**
 * Only what stands in messages of this conversation that have a number: what
 * was taken back, withheld or is being checked has no file to give.
 */
export const fileLinks: Handler<'file.links'> = async (
  { conversationId, fileIds },
  { caller, now }
) => {
  const conversation = await get('conversations', conversationId);
  const visible = await visibleTo(caller, conversation);
  const wanted = [...new Set(fileIds)];
  const messages = await find(
    'messages',
    {
      ...visible,
      conversationId,
      seq: command.gt(0),
      'body.fileId': command.in(wanted),
    },
    { limit: 1_000 }
  );
  const kinds = new Map(messages.map(({ kind, body }) => [body.fileId, kind]));
  const given = wanted.filter((fileId) => kinds.has(fileId));
  const expiresAt = now + LIMITS.linkMs;
  if (given.length === 0) return { links: [], expiresAt };
  const urls = await linksTo(given, LIMITS.linkMs / 1_000);
  const links = given.flatMap((fileId, i) => {
    const url = urls[i];
    if (!url) return [];
    return [{ fileId, url, smallUrl: smallOf(url, kinds.get(fileId)) }];
  });
  return { links, expiresAt };
};

function smallOf(url: string, kind: Message['kind'] | undefined) {
  return kind === 'image' && url.includes('?') ? `${url}${SMALL}` : null;
}

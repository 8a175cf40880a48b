import {
  anonymousCase,
  anonymousConversation,
  anonymousMessage,
  anonymousPush,
} from '../../domain/erasure/anonymous';
import { command } from '../platform/cloud';
import { get, removeWhere, updateWhere } from '../platform/documents';
import { removeAll } from './delete-conversation';
import { deleteFiles, filesOf } from './files-of';

/**
 * Of a conversation that may still be counted, only when who spoke stays. The
 * conversation itself forgets its customer last: killed anywhere, it is found
 * by him again.
 */
export async function anonymise(
  conversationId: string,
  alias: string,
  now: number
): Promise<void> {
  const his = { conversationId };
  await deleteFiles(await filesOf(conversationId));
  await removeAll('files', his);
  await removeAll('checks', his);
  await removeAll('complaints', his);
  await removeWhere('cursors', his);
  await removeWhere('messages', { ...his, seq: command.lte(0) });
  await removeWhere('messages', {
    ...his,
    kind: command.in(['note', 'system']),
  });
  await updateWhere('messages', his, {
    ...anonymousMessage(),
    replyTo: command.remove(),
    // The platform stamps it on whatever a phone wrote directly.
    _openid: command.remove(),
  });
  await updateWhere('pushes', his, anonymousPush(alias));
  const kept = await get('cases', conversationId);
  if (kept) {
    const patch = anonymousCase(alias, kept);
    await updateWhere('cases', { _id: conversationId }, patch);
  }
  const _id = conversationId;
  await updateWhere(
    'conversations',
    { _id },
    anonymousConversation(alias, now)
  );
}

import { database } from '../platform/cloud';
import { removeById, removeWhere } from '../platform/documents';
import type { CollectionName } from '../../domain/values/collections';
import { deleteFiles, filesOf } from './files-of';

export interface Deleted {
  conversations: number;
  messages: number;
  files: number;
}

export const NOTHING: Deleted = { conversations: 0, messages: 0, files: 0 };

/**
 * All of a conversation. Files go while rows still name them, the
 * conversation itself goes last: killed anywhere, it is found again and the
 * rest goes then.
 */
export async function deleteConversation(
  conversationId: string
): Promise<Deleted> {
  const files = await deleteFiles(await filesOf(conversationId));
  await removeAll('files', { conversationId });
  await removeAll('checks', { conversationId });
  await removeAll('complaints', { conversationId });
  const messages = await removeWhere('messages', { conversationId });
  await removeWhere('cursors', { conversationId });
  await removeWhere('pushes', { conversationId });
  await removeById('arrivals', conversationId);
  await removeById('cases', conversationId);
  await removeById('conversations', conversationId);
  return { conversations: 1, messages, files };
}

/** Of any collection, whether its rows are typed already or not. */
export async function removeAll(
  collection: CollectionName,
  filter: Record<string, unknown>
): Promise<number> {
  const query = database.collection(collection).where(filter);
  const { deleted } = await query.remove();
  return typeof deleted === 'number' ? deleted : 0;
}

export function sumOf(a: Deleted, b: Deleted): Deleted {
  return {
    conversations: a.conversations + b.conversations,
    messages: a.messages + b.messages,
    files: a.files + b.files,
  };
}

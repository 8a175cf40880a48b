import { refuse } from '../../../domain/errors';
import type { OutgoingMessage } from '../../../domain/message/schema';
import { hasWord } from '../../../domain/safety/words';
import type { ErrorCode } from '../../../domain/values/error-codes';
import type { WithheldReason } from '../../../domain/values/states';
import { logError } from '../../platform/log';
import { settings } from '../../platform/settings';
import { checkFile } from '../file/check-file';

const CODES: Partial<Record<WithheldReason, ErrorCode>> = {
  'file-missing': 'FILE_NOT_FOUND',
  'file-too-large': 'FILE_TOO_LARGE',
  'file-type': 'FILE_TYPE_REFUSED',
};

/**
 * Where a function stores what somebody says, it refuses at once what a
 * direct write would lose to a tombstone.
 * @param conversationId '-' before there is one
 * @returns the message, naming the file as it is kept
 * @throws MESSAGE_RISKY, FILE_NOT_FOUND, FILE_TOO_LARGE, FILE_TYPE_REFUSED,
 *   BUSY where storage does not answer
 */
export async function accept(
  outgoing: OutgoingMessage,
  from: string,
  conversationId: string
): Promise<OutgoingMessage> {
  const { words } = (await settings()).safety;
  const { text } = outgoing.body;
  const name = outgoing.kind === 'file' ? outgoing.body.name : '';
  if (hasWord(`${text} ${name}`, words)) refuse('MESSAGE_RISKY');
  if (!('fileId' in outgoing.body)) return outgoing;
  const { kind, body } = outgoing;
  const { fileId } = body;
  const named = name === '' ? {} : { name };
  const carrier = { from, conversationId, kind, fileId, ...named };
  const finding = await checkFile(carrier).catch((error: unknown) => {
    logError('file not looked into', error);
    return refuse('BUSY', 'storage');
  });
  if (!finding.kept) refuse(CODES[finding.reason] ?? 'FILE_NOT_FOUND');
  const { size } = finding;
  const kept = { ...body, fileId: finding.fileId, size };
  return { ...outgoing, body: kept } as OutgoingMessage;
}

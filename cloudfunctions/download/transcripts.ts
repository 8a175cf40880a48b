import type { Case } from '../../domain/conversation/case';
import { Message } from '../../domain/message/schema';
import type { RecordRow } from '../../domain/record/row';
import { namesOf } from '../admin/names';
import { command } from '../platform/cloud';
import { findAll } from '../platform/documents';

/** A conversation with all that was said in it, oldest first. */
export interface Transcript {
  record: RecordRow;
  /** `agentName` is who had the conversation at that moment. */
  messages: { message: Message; agentName: string }[];
}

export async function transcriptsOf(
  records: readonly RecordRow[]
): Promise<Transcript[]> {
  if (records.length === 0) return [];
  const ids = command.in(records.map(({ conversationId }) => conversationId));
  const [found, cases] = await Promise.all([
    findAll('messages', { conversationId: ids, seq: command.gt(0) }),
    findAll('cases', { _id: ids }),
  ]);
  const held = new Map(cases.map((one) => [one._id, one.held]));
  const names = await namesOf(
    cases.flatMap((one) => one.held.map(({ staffId }) => staffId))
  );
  // What a client wrote past the contract is not believed.
  const messages = found
    .flatMap((one) => Message.safeParse(one).data ?? [])
    .sort((a, b) => a.seq - b.seq);
  return records.map((record) => ({
    record,
    messages: messages
      .filter(({ conversationId }) => conversationId === record.conversationId)
      .map((message) => {
        const had = held.get(record.conversationId) ?? [];
        const name = names.get(holderAt(had, message.at ?? message.sentAt));
        return { message, agentName: name ?? record.agentName };
      }),
  }));
}

function holderAt(held: Case['held'], at: number): string {
  return (held.findLast((one) => one.at <= at) ?? held[0])?.staffId ?? '';
}

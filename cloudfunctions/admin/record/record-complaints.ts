import { PAGE_ROWS, pageOf } from '../../../domain/actions/page';
import { maskPhonesIn } from '../../../domain/customer/phone';
import { summaryOf } from '../../../domain/message/summary';
import { isAbout, type Complaint } from '../../../domain/safety/complaint';
import { NOBODY } from '../../../domain/values/collections';
import { command } from '../../platform/cloud';
import { find, type Loose } from '../../platform/documents';
import { allOf, pageAfter } from '../../platform/filters';
import { actorOf } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { namesOf, nicksOf } from '../names';
import { reachOf, type Reach } from '../reach';

/** Of conversations that somebody in reach had; of nobody's everybody's. */
export const recordComplaints: Handler<'record.complaints'> = async (
  { after, open },
  request
) => {
  const actor = actorOf(request);
  const reach = await reachOf(actor);
  const filters = [
    reachedBy(reach),
    open ? { settledAt: command.exists(false) } : {},
    ...pageAfter(after, 'at', '_id'),
  ];
  const found = await find('complaints', allOf(filters), {
    orderBy: ['at', 'desc'],
    thenBy: ['_id', 'desc'],
    limit: PAGE_ROWS + 1,
  });
  const { page, next } = pageOf(found, ({ at, _id }) => ({ at, id: _id }));
  return { complaints: await rowsOf(page, reach, actor.staff._id), next };
};

function reachedBy({ staffIds }: Reach): Loose {
  return staffIds ? { staffId: command.in([...staffIds, NOBODY]) } : {};
}

async function rowsOf(
  page: readonly Complaint[],
  reach: Reach,
  reader: string
) {
  const people = page.flatMap(({ staffId, settledBy }) => [
    staffId,
    settledBy ?? NOBODY,
  ]);
  const [names, nicks, said] = await Promise.all([
    namesOf(people),
    nicksOf(page.map(({ customerId }) => customerId)),
    wordsOf(page, reach),
  ]);
  return page.map((one) => ({
    complaintId: one._id,
    conversationId: one.conversationId,
    messageId: one.messageId,
    at: one.at,
    by: one.by,
    reason: one.reason,
    nick: maskPhonesIn(nicks.get(one.customerId) ?? ''),
    agentName: names.get(one.staffId) ?? '',
    words: said(one),
    settled:
      one.settledAt === undefined
        ? null
        : { at: one.settledAt, name: names.get(one.settledBy ?? '') ?? '' },
    maySettle: one.settledAt === undefined && !isAbout(one, reader),
  }));
}

/** What was said where the reader may read it, else null. */
async function wordsOf(page: readonly Complaint[], { conversations }: Reach) {
  if (page.length === 0) return () => null;
  const limit = PAGE_ROWS;
  const ids = command.in(page.map(({ conversationId }) => conversationId));
  const messageIds = command.in(page.map(({ messageId }) => messageId));
  const [open, messages] = await Promise.all([
    find('conversations', { ...conversations, _id: ids }, { limit }),
    find('messages', { _id: messageIds }, { limit }),
  ]);
  const readable = new Set(open.map(({ _id }) => _id));
  const words = new Map(
    messages.map(({ _id, kind, body }) => [
      _id,
      kind === 'text' ? body.text : summaryOf(kind, body),
    ])
  );
  return ({ conversationId, messageId }: Complaint) =>
    readable.has(conversationId) ? (words.get(messageId) ?? '') : null;
}

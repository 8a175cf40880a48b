import type { Case } from '../../../domain/conversation/case';
import { firstHolder, holderAt } from '../../../domain/conversation/holder';
import type { Conversation } from '../../../domain/conversation/schema';
import type { Entry } from '../../../domain/customer/entry';
import type { Message } from '../../../domain/message/schema';
import { slotAt } from '../../../domain/record/moments';
import type { RecordFacts, RecordQuery } from '../../../domain/record/query';
import { isSaid } from '../../../domain/rollup/tally';
import { NOBODY } from '../../../domain/values/collections';
import { command } from '../../platform/cloud';
import { find, findAll } from '../../platform/documents';
import { between, containing } from '../../platform/filters';
import { settings } from '../../platform/settings';

/** Messages that a text is found in, of one batch. */
const MOST_SAID = 1_000;

/** What is looked at once for a whole batch. */
interface Looked {
  query: RecordQuery;
  said: ReadonlySet<string>;
  /** When somebody said something in the span, by conversation. */
  moments: ReadonlyMap<string, number[]>;
  /** Scans of codes that led to somebody, by entry. */
  scans: ReadonlyMap<string, Entry>;
  timeZone: string;
}

/** In the order of the conversations; only what the query asks for is read. */
export async function factsOf(
  batch: readonly Conversation[],
  cases: ReadonlyMap<string, Case>,
  query: RecordQuery
): Promise<RecordFacts[]> {
  const [said, moments, scans] = await Promise.all([
    sayingIt(batch, query.text),
    momentsOf(batch, query),
    scansOf(cases, query),
  ]);
  const { timeZone } = (await settings()).hours;
  const looked = { query, said, moments, scans, timeZone };
  return batch.map((one) => factsOne(one, cases.get(one._id) ?? null, looked));
}

function factsOne(
  one: Conversation,
  kept: Case | null,
  { query, said, moments, scans, timeZone }: Looked
): RecordFacts {
  const scan = kept ? scans.get(kept.entryId) : undefined;
  return {
    holders: holders(),
    codeId: scan?.scene ?? NOBODY,
    answered: (kept?.firstReplyAt ?? null) !== null,
    slot: slotAt(timeZone, one.createdAt),
    said: said.has(one._id),
  };

  function holders(): string[] {
    const { by, from = 0, to = Infinity } = query;
    if (by === 'customerAt' || by === 'agentAt') {
      const times = moments.get(one._id) ?? [];
      return times.map((at) => holderAt(one, kept, at));
    }
    if (by === 'lastAt' || by === 'closedAt') return [one.staffId];
    const at = by === 'createdAt' ? one.createdAt : (scan?.at ?? -1);
    return from <= at && at <= to ? [firstHolder(kept)] : [];
  }
}

/** In which of them this was said, notes included. */
async function sayingIt(
  batch: readonly Conversation[],
  text: string | undefined
): Promise<Set<string>> {
  if (!text || batch.length === 0) return new Set();
  const found = await find(
    'messages',
    {
      conversationId: command.in(batch.map(({ _id }) => _id)),
      seq: command.gt(0),
      'body.text': containing(text),
    },
    { limit: MOST_SAID, fields: ['conversationId'] }
  );
  return new Set(found.map(({ conversationId }) => conversationId));
}

/** As the reports count who said something; see domain/rollup/tally.ts. */
async function momentsOf(
  batch: readonly Conversation[],
  { by, from = 0, to }: RecordQuery
): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>();
  const senderType = { customerAt: 'customer', agentAt: 'agent' }[by as string];
  if (!senderType || batch.length === 0) return times;
  const found: Message[] = await findAll('messages', {
    conversationId: command.in(batch.map(({ _id }) => _id)),
    senderType,
    at: between(from, to),
  });
  for (const one of found.filter(isSaid)) {
    const before = times.get(one.conversationId) ?? [];
    times.set(one.conversationId, [...before, one.at]);
  }
  return times;
}

async function scansOf(
  cases: ReadonlyMap<string, Case>,
  { codeId, by }: RecordQuery
): Promise<Map<string, Entry>> {
  const ids = [...new Set([...cases.values()].map(({ entryId }) => entryId))];
  const asked = codeId !== undefined || by === 'scannedAt';
  if (!asked || ids.length === 0) return new Map();
  const wanted = { _id: command.in(ids), codeValid: true };
  const found = await find('entries', wanted, { limit: ids.length });
  return new Map(found.map((one) => [one._id, one]));
}

import * as z from 'zod';
import { keptSince } from '../../../domain/rollup/day';
import { command } from '../../platform/cloud';
import { find } from '../../platform/documents';
import { allOf, anyOf } from '../../platform/filters';
import { deleteConversation, NOTHING, sumOf } from '../delete-conversation';
import type { Progress, Task, Turn } from '../task';

const BATCH = 50;

/** The last one that was looked at: those on hold stay where they are. */
const Cursor = z.object({ closedAt: z.number(), id: z.string() });
type Cursor = z.infer<typeof Cursor>;

/** Deletes what ended too long ago, with its media (A-BR12). */
export const retention: Task = { every: 'day', run };

async function run({ now, until, settings, cursor }: Turn): Promise<Progress> {
  const { retentionDays } = settings.records;
  const before = keptSince(settings.hours.timeZone, now, retentionDays);
  let mark = Cursor.safeParse(cursor).data ?? null;
  let deleted = NOTHING;
  let held = 0;
  for (;;) {
    const batch = await oldest(before, mark);
    const onHold = await heldAmong(batch);
    for (const { _id, closedAt } of batch) {
      if (Date.now() >= until) return { cursor: mark, counts: counted() };
      if (onHold.has(_id)) held += 1;
      else deleted = sumOf(deleted, await deleteConversation(_id));
      mark = { closedAt: closedAt ?? 0, id: _id };
    }
    if (batch.length < BATCH) return { cursor: null, counts: counted() };
  }
  function counted() {
    return { ...deleted, held };
  }
}

function oldest(before: number, after: Cursor | null) {
  const old = { state: 'closed', closedAt: command.lt(before) };
  const further = after && [
    { closedAt: command.gt(after.closedAt) },
    { closedAt: after.closedAt, _id: command.gt(after.id) },
  ];
  return find('conversations', further ? allOf([old, anyOf(further)]) : old, {
    orderBy: ['closedAt', 'asc'],
    thenBy: ['_id', 'asc'],
    limit: BATCH,
  });
}

/** Which of them the law asks to stay: those of a customer on hold. */
async function heldAmong(
  conversations: readonly { _id: string; customerId: string }[]
): Promise<Set<string>> {
  const people = [...new Set(conversations.map((one) => one.customerId))];
  if (people.length === 0) return new Set();
  const customers = await find('customers', {
    customerId: command.in(people),
    legalHold: true,
  });
  const held = new Set(customers.map(({ customerId }) => customerId));
  const theirs = conversations.filter((one) => held.has(one.customerId));
  return new Set(theirs.map(({ _id }) => _id));
}

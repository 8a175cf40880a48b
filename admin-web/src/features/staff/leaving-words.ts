import { fill } from '../../../../domain/ui/copy/fill';
import { PEOPLE_COPY as COPY } from '../../../../domain/ui/copy/people';
import type { StaffView } from '../../../../domain/staff/schema';
import type { Belongings } from './use-belongings';

type Heir = Pick<StaffView, 'name' | 'load' | 'capacity'>;

export interface LeavingStep {
  what: string;
  /** How many; '' while it is not known. */
  count: string;
  /** What becomes of them. */
  then: string;
}

/** Conversations, customers, codes: what becomes of each of the three. */
export function leavingSteps(
  has: Belongings | null,
  heir: Heir | null
): LeavingStep[] {
  const name = heir?.name ?? '';
  const step = (what: string, n: number | undefined, unit: string) => ({
    what,
    count: n === undefined ? '' : n === 0 ? COPY.none : fill(unit, { n }),
  });
  return [
    {
      ...step(COPY.stepConversations, has?.conversations, COPY.nConversations),
      then: conversationWords(has?.conversations ?? 0, heir),
    },
    {
      ...step(COPY.stepCustomers, has?.customers, COPY.nCustomers),
      then: heir ? fill(COPY.customersTo, { name }) : COPY.customersStay,
    },
    {
      ...step(COPY.stepCodes, has?.codes, COPY.nCodes),
      then: heir ? fill(COPY.codesTo, { name }) : COPY.codesStay,
    },
  ];
}

function conversationWords(count: number, heir: Heir | null): string {
  if (!heir) return COPY.conversationsToQueue;
  const free = Math.max(0, heir.capacity - heir.load);
  return fill(count > free ? COPY.conversationsToPart : COPY.conversationsTo, {
    name: heir.name,
    free,
  });
}

/** What became of his conversations, once he is disabled. */
export function leftWords(
  name: string,
  to: string,
  { handed, requeued }: { handed: number; requeued: number }
): string {
  const facts = { name, to, handed, requeued };
  if (handed > 0 && requeued > 0) return fill(COPY.disabledPart, facts);
  if (handed > 0) return fill(COPY.disabledTo, facts);
  return fill(requeued > 0 ? COPY.disabledToQueue : COPY.disabledNone, facts);
}

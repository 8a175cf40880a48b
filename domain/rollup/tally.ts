import type { Case } from '../conversation/case';
import { firstHolder, holderAt } from '../conversation/holder';
import { resolvedInOne } from '../conversation/outcome';
import type { Conversation } from '../conversation/schema';
import type { Message } from '../message/schema';
import type { Push } from '../push/schema';
import { NOBODY } from '../values/collections';
import type { Day } from './day';
import { noNumbers } from './numbers';
import { ALL, type Numbers } from './schema';

/** A conversation with all that was said in it, oldest first. */
export interface Timeline {
  conversation: Conversation;
  case: Case | null;
  messages: readonly Pick<Message, 'seq' | 'at' | 'senderType' | 'kind'>[];
  pushes: readonly Pick<
    Push,
    'createdAt' | 'staffId' | 'status' | 'clickedAt'
  >[];
  /** By which code its customer came; absent: by none. */
  codeId?: string;
}

/** By staffId, 'all', and the keys below. */
export type Tally = Record<string, Numbers>;

export interface Terms {
  day: Day;
  now: number;
  reopenMs: number;
  /** Whose team each is in, by staffId; who is in none is missing. */
  teams?: ReadonlyMap<string, string>;
}

export const teamKey = (teamId: string) => `team:${teamId}`;
export const codeKey = (codeId: string) => `code:${codeId}`;
/** @param who a staffId or 'all' */
export const hourKey = (hour: number, who: string) => `hour:${hour}:${who}`;

/**
 * Adds everything one customer had to the numbers of a day. Whatever is done
 * counts for who had the conversation at that moment.
 */
export function tallyCustomer(
  tally: Tally,
  timelines: readonly Timeline[],
  terms: Terms
): void {
  const seenBy = new Set<string>();
  for (const timeline of timelines) {
    const { conversation, case: kept } = timeline;
    const each = (at: number) =>
      keysOf(timeline, terms, at, known(holderAt(conversation, kept, at)));
    for (const who of saidOn(tally, timeline, terms, each)) seenBy.add(who);
    bornOn(tally, timeline, terms);
    endedOn(tally, timeline, terms);
    pushedOn(tally, timeline, terms);
  }
  for (const who of seenBy) numbersOf(tally, who).customers += 1;
}

const known = (staffId: string) => (staffId === NOBODY ? [] : [staffId]);

/** Under which keys something counts that a member of staff has, or nobody. */
function keysOf(
  { codeId }: Timeline,
  { day, teams }: Terms,
  at: number,
  staffIds: readonly string[]
): string[] {
  const people = [ALL, ...staffIds];
  const hour = Math.min(23, Math.floor((at - day.from) / HOUR));
  const inTeams = staffIds.flatMap((staffId) => teams?.get(staffId) ?? []);
  return [
    ...people,
    ...inTeams.map(teamKey),
    ...(codeId === undefined ? [] : [codeKey(codeId)]),
    ...people.map((who) => hourKey(hour, who)),
  ];
}

type Each = (at: number) => string[];

/** @returns who received the customer that day */
function saidOn(
  tally: Tally,
  timeline: Timeline,
  { day }: Terms,
  each: Each
): Set<string> {
  const received = new Set<string>();
  const handled = new Set<string>();
  let waitingSince: number | null = null;
  let answered = false;
  for (const { at, senderType } of timeline.messages.filter(isSaid)) {
    const today = isOn(day, at);
    if (senderType === 'customer') {
      waitingSince ??= at;
      if (today) count(tally, each(at), 'customerMessages', received);
      continue;
    }
    if (today) {
      count(tally, each(at), 'agentMessages', handled);
      const hour = Math.floor((at - day.from) / HOUR);
      for (const who of each(at)) markHour(numbersOf(tally, who), hour);
      if (waitingSince !== null) {
        const ms = at - waitingSince;
        for (const who of each(at)) {
          addTo(numbersOf(tally, who).reply, ms);
          if (!answered) addTo(numbersOf(tally, who).firstReply, ms);
        }
      }
    }
    answered ||= waitingSince !== null;
    waitingSince = null;
  }
  for (const who of handled) numbersOf(tally, who).handled += 1;
  return received;
}

const HOUR = 60 * 60_000;

/** What people said. Notes and lines of the system stand between numbers. */
export function isSaid<M extends Timeline['messages'][number]>(
  message: M
): message is M & { at: number } {
  const { seq, at, senderType, kind } = message;
  return (
    at !== undefined &&
    seq > 0 &&
    Number.isInteger(seq) &&
    kind !== 'note' &&
    kind !== 'system' &&
    (senderType === 'customer' || senderType === 'agent')
  );
}

function bornOn(tally: Tally, timeline: Timeline, terms: Terms): void {
  const { createdAt } = timeline.conversation;
  if (!isOn(terms.day, createdAt)) return;
  const whose = known(firstHolder(timeline.case));
  for (const who of keysOf(timeline, terms, createdAt, whose)) {
    numbersOf(tally, who).begun += 1;
  }
}

/** What became of it counts for the day of its end and whoever had it last. */
function endedOn(tally: Tally, timeline: Timeline, terms: Terms): void {
  const { conversation, case: kept } = timeline;
  const { day, now, reopenMs } = terms;
  const { state, closedAt, rating, staffId } = conversation;
  if (state !== 'closed' || closedAt === null || !isOn(day, closedAt)) return;
  const inOne = kept ? resolvedInOne(conversation, kept, now, reopenMs) : null;
  for (const who of keysOf(timeline, terms, closedAt, known(staffId))) {
    const numbers = numbersOf(tally, who);
    numbers.closed += 1;
    if (kept?.converted === true) numbers.converted += 1;
    if (inOne !== null) numbers.contacts += 1;
    if (inOne === true) numbers.solvedInOne += 1;
    if (rating) addScore(numbers, rating.score);
  }
}

/** Of whoever's answer it tells. */
function pushedOn(tally: Tally, timeline: Timeline, terms: Terms): void {
  for (const { createdAt, staffId, status, clickedAt } of timeline.pushes) {
    if (!isOn(terms.day, createdAt)) continue;
    for (const who of keysOf(timeline, terms, createdAt, known(staffId))) {
      const sums = numbersOf(tally, who).pushes;
      sums.wanted += 1;
      if (status === 'sent') sums.accepted += 1;
      if (status === 'sent' || status.startsWith('failed')) sums.attempted += 1;
      if (status.startsWith('failed')) sums.failed += 1;
      if (status === 'skipped:no_credit') sums.noCredit += 1;
      else if (status.startsWith('skipped')) sums.skipped += 1;
      if (status === 'limited') sums.limited += 1;
      if (clickedAt !== null) sums.clicked += 1;
    }
  }
}

function isOn({ from, to }: Day, at: number): boolean {
  return from <= at && at < to;
}

function numbersOf(tally: Tally, who: string): Numbers {
  return (tally[who] ??= noNumbers());
}

function count(
  tally: Tally,
  whose: readonly string[],
  field: 'customerMessages' | 'agentMessages',
  seen: Set<string>
): void {
  for (const who of whose) {
    numbersOf(tally, who)[field] += 1;
    seen.add(who);
  }
}

function addTo(sum: Numbers['reply'], ms: number): void {
  sum.ms += ms;
  sum.count += 1;
}

function addScore({ scores }: Numbers, score: number): void {
  scores[score - 1] = (scores[score - 1] ?? 0) + 1;
}

function markHour(numbers: Numbers, hour: number): void {
  if ((numbers.hours & (1 << hour)) !== 0) return;
  numbers.hours |= 1 << hour;
  numbers.activeHours += 1;
}

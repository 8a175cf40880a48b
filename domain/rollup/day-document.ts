import { packed, unpacked } from './packed';
import { ALL, type Numbers, type Rollup } from './schema';
import { codeKey, hourKey, teamKey, type Tally } from './tally';

type Rows = Record<string, number[]>;

/** What things were called and whose they were when a day was counted. */
export type Labels = Pick<Rollup, 'names' | 'owners'>;

/** A day's tally as the one document in which it is stored. */
export function rollupOf(date: string, tally: Tally, labels: Labels): Rollup {
  const rollup: Rollup = {
    _id: date,
    date,
    staff: { [ALL]: [] },
    teams: {},
    codes: {},
    hours: {},
    ...labels,
  };
  for (const [key, numbers] of Object.entries(tally)) {
    const row = packed(numbers);
    const [kind = '', first = '', second = ''] = key.split(':');
    if (key === teamKey(first)) rollup.teams[first] = row;
    else if (key === codeKey(first)) rollup.codes[first] = row;
    else if (key === hourKey(Number(first), second)) {
      (rollup.hours[second] ??= {})[first] = row;
    } else rollup.staff[kind] = row;
  }
  return rollup;
}

/** Ids that have numbers in a tally, of one kind. */
export function idsIn(tally: Tally, kind: 'team' | 'code' | 'staff'): string[] {
  const keys = Object.keys(tally);
  if (kind === 'staff') {
    return keys.filter((key) => key !== ALL && !key.includes(':'));
  }
  const mark = `${kind}:`;
  return keys
    .filter((key) => key.startsWith(mark))
    .map((key) => key.slice(mark.length));
}

export function packedTally(tally: Tally): Rows {
  return mapped(tally, packed);
}

export function unpackedTally(rows: Rows): Tally {
  return mapped(rows, unpacked);
}

function mapped<A, B>(
  all: Readonly<Record<string, A>>,
  each: (one: A) => B
): Record<string, B> {
  return Object.fromEntries(
    Object.entries(all).map(([key, one]) => [key, each(one)])
  );
}

/** The rows of several days added up, by id. */
export function summed(
  days: readonly Rows[],
  add: (a: Numbers, b: Numbers) => Numbers
): Map<string, Numbers> {
  const sums = new Map<string, Numbers>();
  for (const [id, row] of days.flatMap((rows) => Object.entries(rows))) {
    const numbers = unpacked(row);
    const before = sums.get(id);
    sums.set(id, before ? add(before, numbers) : numbers);
  }
  return sums;
}

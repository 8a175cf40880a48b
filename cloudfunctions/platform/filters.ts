import type { PageMark } from '../../domain/actions/page';
import { command, database } from './cloud';
import type { Loose } from './documents';

/** Every one of these filters; none at all matches everything. */
export function allOf(filters: readonly Loose[]): Loose {
  const said = filters.filter((filter) => Object.keys(filter).length > 0);
  if (said.length === 0) return {};
  return command.and(said) as unknown as Loose;
}

/** At least one of these filters. */
export function anyOf(filters: readonly Loose[]): Loose {
  return command.or([...filters]) as unknown as Loose;
}

/** Texts that contain this one; what was typed is letters, not a pattern. */
export function containing(typed: string): unknown {
  return database.RegExp({ regexp: literal(typed), options: 'i' });
}

export function endingWith(typed: string): unknown {
  return database.RegExp({ regexp: `${literal(typed)}$`, options: '' });
}

function literal(typed: string): string {
  return typed.replace(/[\\^$.*+?()[\]{}|/-]/gu, '\\$&');
}

/** A value from one moment to another, both included; null: any. */
export function between(
  from: number | undefined,
  to: number | undefined
): unknown {
  if (from !== undefined && to !== undefined) {
    return command.gte(from).and(command.lte(to));
  }
  if (from !== undefined) return command.gte(from);
  return to === undefined ? null : command.lte(to);
}

/** What follows the last row of a page, where the latest comes first. */
export function pageAfter(
  after: PageMark | undefined,
  timeField: string,
  idField: string
): Loose[] {
  if (!after) return [];
  const { at, id } = after;
  return [
    anyOf([
      { [timeField]: command.lt(at) },
      { [timeField]: at, [idField]: command.lt(id) },
    ]),
  ];
}

import { idsIn, rollupOf, type Labels } from '../../domain/rollup/day-document';
import type { Rollup } from '../../domain/rollup/schema';
import type { Tally } from '../../domain/rollup/tally';
import { command } from '../platform/cloud';
import { findAll } from '../platform/documents';

/** A day's numbers with today's names, so that reading them asks no more. */
export async function dayDocument(date: string, tally: Tally): Promise<Rollup> {
  return rollupOf(date, tally, await labelsOf(tally));
}

async function labelsOf(tally: Tally): Promise<Labels> {
  const staff = await allOf('staff', idsIn(tally, 'staff'));
  const teams = await allOf('teams', idsIn(tally, 'team'));
  const codes = await allOf('codes', idsIn(tally, 'code'));
  return {
    names: Object.fromEntries(
      [...staff, ...teams].map(({ _id, name }) => [_id, name])
    ),
    owners: Object.fromEntries(codes.map(({ _id, staffId }) => [_id, staffId])),
  };
}

async function allOf<T extends 'staff' | 'teams' | 'codes'>(
  table: T,
  ids: readonly string[]
) {
  return ids.length === 0 ? [] : findAll(table, { _id: command.in([...ids]) });
}

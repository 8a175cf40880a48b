import { costOf } from '../../../domain/health/cost';
import { dayOf } from '../../../domain/rollup/day';
import { addNumbers, noNumbers } from '../../../domain/rollup/numbers';
import { unpacked } from '../../../domain/rollup/packed';
import { ALL } from '../../../domain/rollup/schema';
import { addDays } from '../../../domain/settings/hours';
import { command } from '../../platform/cloud';
import { find } from '../../platform/documents';
import type { Handler } from '../../platform/serve';
import { settings } from '../../platform/settings';

const MOST_DAYS = 31;

/** From the days of this month that the nightly work has counted. */
export const costRead: Handler<'cost.read'> = async (_, { now }) => {
  const { hours, prices } = await settings();
  const today = dayOf(hours.timeZone, now);
  const from = `${today.slice(0, 8)}01`;
  const to = addDays(today, -1);
  const stored = await find(
    'rollups',
    { date: command.gte(from).and(command.lte(to)) },
    { limit: MOST_DAYS, fields: ['date', `staff.${ALL}`] }
  );
  const numbers = stored
    .map(({ staff }) => unpacked(staff[ALL]))
    .reduce(addNumbers, noNumbers());
  const days = stored.length;
  const span = { from, to, days, ofMonth: daysOfMonth(today) };
  return costOf(span, numbers, prices);
};

function daysOfMonth(date: string): number {
  const [year = 0, month = 0] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

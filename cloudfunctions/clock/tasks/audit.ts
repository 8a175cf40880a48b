import { keptSince } from '../../../domain/rollup/day';
import { command } from '../../platform/cloud';
import { removeWhere } from '../../platform/documents';
import type { Task } from '../task';

/**
 * The only thing that ever deletes from the audit; the schema of the settings
 * keeps `auditDays` at 184 and more. What was done on a day is there on day
 * `auditDays` after it and gone the day after.
 */
export const oldAudit: Task = {
  every: 'day',
  async run({ now, settings }) {
    const { timeZone } = settings.hours;
    const before = keptSince(timeZone, now, settings.records.auditDays + 1);
    const audit = await removeWhere('audit', { at: command.lt(before) });
    return { cursor: null, counts: { audit } };
  },
};

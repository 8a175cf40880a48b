import * as z from 'zod';
import { Funnel } from '../customer/entry-funnel';
import { StaffId, TeamId } from '../ids';
import { PushLine, PushTotal } from '../push/statistics';
import { Figures, Numbers } from '../rollup/schema';
import { action } from './spec';

/** An agent reads his own numbers; a supervisor his team's. */
const REPORT_STAFF = {
  agent: 'own',
  supervisor: 'team',
  admin: 'organisation',
} as const;
const Counted = z.object({ numbers: Numbers, figures: Figures });
const ReportDay = Counted.extend({
  date: z.string(),
  /** False: there was not the time to count all of it; ask again. */
  whole: z.boolean(),
});
const Report = z.object({
  days: z.array(ReportDay),
  total: Counted,
  /** IANA name of the place whose days and hours these are. */
  timeZone: z.string(),
  /** Each in reach who did anything. */
  staff: z.array(Counted.extend({ staffId: z.string(), name: z.string() })),
  /** Teams in reach, as they were when each day was counted. */
  teams: z.array(Counted.extend({ teamId: z.string(), name: z.string() })),
  /** Codes of people in reach: what became of whom they brought. */
  codes: z.array(Counted.extend({ codeId: z.string(), staffId: z.string() })),
  /** The hours of the day there, 0 to 23, all days together. */
  hours: z.array(Counted.extend({ hour: z.int() })),
  /** Conversations begun by weekday, Monday first, and by hour of the day. */
  grid: z.array(z.array(z.int())),
  /** Where nobody was received: the nearest day that is over and had some. */
  nearest: z.string().nullable(),
});
/** What the total is taken apart by; what is not wished for is []. */
const Parts = z
  .array(z.enum(['staff', 'teams', 'codes', 'hours', 'grid']))
  .max(5);

export const reportActions = {
  /** Pushes by day, template and agent; at most 93 days, both included. */
  'report.pushes': action({
    in: 'admin',
    access: { supervisor: 'team', admin: 'organisation' },
    input: z.strictObject({ from: z.iso.date(), to: z.iso.date() }),
    output: z.object({ lines: z.array(PushLine), total: PushTotal }),
  }),
  /** The numbers of a day of the calendar there; today's from raw data. */
  'report.day': action({
    in: 'admin',
    access: REPORT_STAFF,
    input: z.strictObject({
      /** Absent: today. */
      date: z.iso.date().optional(),
      staffId: StaffId.optional(),
      with: Parts.default(['staff']),
    }),
    output: Report,
  }),
  /**
   * The same of several days, at most 93, both ends included. Days that are
   * over are one document each; today is counted from raw data. To compare,
   * ask again for `periodBefore` (domain/rollup/period.ts). The total of
   * several people counts a customer once for each of them.
   */
  'report.range': action({
    in: 'admin',
    access: REPORT_STAFF,
    input: z.strictObject({
      from: z.iso.date(),
      to: z.iso.date(),
      staffId: StaffId.optional(),
      /** Those who are in this team now. */
      teamId: TeamId.optional(),
      with: Parts.default(['staff']),
    }),
    output: Report,
  }),
  /**
   * What became of the scans of those days, at most 93, both ends included:
   * by code and by whom the code belonged to then.
   */
  'report.funnel': action({
    in: 'admin',
    access: REPORT_STAFF,
    input: z.strictObject({
      from: z.iso.date(),
      to: z.iso.date(),
      staffId: StaffId.optional(),
    }),
    output: z.object({
      /** False: there were too many to count; ask for fewer days. */
      whole: z.boolean(),
      total: Funnel,
      codes: z.array(Funnel.extend({ codeId: z.string() })),
      staff: z.array(Funnel.extend({ staffId: z.string(), name: z.string() })),
    }),
  }),
};

import * as z from 'zod';
import { Health, PROBLEMS } from '../health/schema';
import { CostReport } from '../health/cost';
import { AlertSettings } from '../settings/sections/alerts';
import { action } from './spec';

const ADMIN = { admin: 'organisation' } as const;

export const healthActions = {
  /**
   * Whether everything runs: failed calls, failed pushes, work that waits and
   * nightly work; `problems` by the thresholds of `settings.alerts`, the same
   * that the hourly alert posts to the webhook.
   */
  'health.read': action({
    in: 'admin',
    access: ADMIN,
    input: z.strictObject({}),
    output: Health.extend({
      problems: z.array(z.enum(PROBLEMS)),
      thresholds: AlertSettings.omit({ webhook: true }),
      /** Whether anybody is told: the address itself is a secret. */
      told: z.boolean(),
    }),
  }),
  /**
   * What this month costs so far and how it will end. Computed from what was
   * done and the bounds that docs/cost.md measures: the platform tells its
   * bill to no function. Prices are settings.
   */
  'cost.read': action({
    in: 'admin',
    access: ADMIN,
    input: z.strictObject({}),
    output: CostReport,
  }),
};

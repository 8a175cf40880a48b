import * as z from 'zod';

/** When, in a query: moments, days, or both; they hold together. */
export const SPAN = {
  /** Both ends included, ms. */
  from: z.number().optional(),
  to: z.number().optional(),
  /** Days of the product's calendar, as the reports count; both included. */
  firstDay: z.iso.date().optional(),
  lastDay: z.iso.date().optional(),
};

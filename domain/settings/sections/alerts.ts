import * as z from 'zod';

/** When somebody is told, and where. */
export const AlertSettings = z.object({
  /** Where alerts are posted as JSON, over https only; '': nowhere. */
  webhook: z
    .url({ protocol: /^https$/ })
    .max(500)
    .or(z.literal(''))
    .default(''),
  /** Failed calls within one or two hours. */
  failuresPerHour: z.int().min(1).max(100_000).default(5),
  /** Of pushes that were handed to WeChat, within a day. */
  pushFailureRate: z.number().min(0.01).max(1).default(0.05),
  /** How long work may wait that is normally done at once. */
  backlogMinutes: z.int().min(6).max(1_440).default(15),
});

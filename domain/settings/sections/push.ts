import * as z from 'zod';
import { LIMITS } from '../../values/limits';

export const PushSettings = z.object({
  on: z.boolean().default(true),
  /** Per customer in any 60 minutes (F014b, A-BR06). */
  perHour: z.int().min(0).max(20).default(LIMITS.pushesPerHour),
  /** Replies within this time share one push (A-N18). */
  mergeMinutes: z.number().min(0).max(60).default(5),
});

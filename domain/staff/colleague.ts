import * as z from 'zod';
import { StaffId } from '../ids';
import { PRESENCE_STATES } from '../values/states';

/** What an agent knows of another: enough to hand something over. */
export const Colleague = z.object({
  staffId: StaffId,
  name: z.string(),
  specialty: z.string(),
  /** His team, or '-'. */
  teamId: z.string(),
  state: z.enum(PRESENCE_STATES),
  /** Open conversations, and how many he may have. */
  load: z.int(),
  capacity: z.int(),
});
export type Colleague = z.infer<typeof Colleague>;

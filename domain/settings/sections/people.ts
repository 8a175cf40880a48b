import * as z from 'zod';

export const PeopleSettings = z.object({
  /** A first or reset password must be changed at the next sign-in. */
  forcePasswordChange: z.boolean().default(true),
  /** off: nobody has one; optional: who enrolled; required: everybody. */
  secondFactor: z.enum(['off', 'optional', 'required']).default('optional'),
  /** one: a new sign-in on the web ends the former ones of that person. */
  webSessions: z.enum(['one', 'many']).default('many'),
});

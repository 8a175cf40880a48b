import type * as z from 'zod';
import type { StaffRole } from '../values/states';

export const FUNCTION_NAMES = [
  'account',
  'admin',
  'clock',
  'conversation',
  'download',
  'wechat',
] as const;
export type FunctionName = (typeof FUNCTION_NAMES)[number];

/** How far a role reaches: what is his, his team's, or everything. */
export type Scope = 'own' | 'team' | 'organisation';

/**
 * Who may ask. Whoever is not named is refused before the handler runs.
 * - 'anyone': whoever the platform signed in, anonymously too
 * - 'customer': the same; what he may touch is decided by whose it is
 * - 'participant': customer or agent of the conversation; the handler asks
 * - 'timer': nobody but a timer of the platform
 * - a table: members of staff by role, each with his scope
 */
export type Access =
  | 'anyone'
  | 'customer'
  | 'participant'
  | 'timer'
  | Partial<Record<StaffRole, Scope>>;

/** One thing that can be asked of a function: `{action, input}` → Reply. */
export interface ActionSpec<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> {
  /** The function that serves it. */
  in: FunctionName;
  access: Access;
  /**
   * Set on what makes or renews a web session: everything else of staff is
   * refused on the web without one.
   */
  withoutSession?: true;
  input: Input;
  output: Output;
}

export function action<I extends z.ZodType, O extends z.ZodType>(
  spec: ActionSpec<I, O>
): ActionSpec<I, O> {
  return spec;
}

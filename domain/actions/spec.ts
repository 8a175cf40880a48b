import type * as z from 'zod';

export const FUNCTION_NAMES = ['account', 'conversation', 'wechat'] as const;
export type FunctionName = (typeof FUNCTION_NAMES)[number];

/** One thing that can be asked of a function: `{action, input}` → Reply. */
export interface ActionSpec<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> {
  /** The function that serves it. */
  in: FunctionName;
  input: Input;
  output: Output;
}

export function action<I extends z.ZodType, O extends z.ZodType>(
  spec: ActionSpec<I, O>
): ActionSpec<I, O> {
  return spec;
}

/** The new value; undefined leaves it as it is. */
export type Change = (value: unknown) => unknown;
export interface UpdateOperator {
  /** Missing documents on the way are made. */
  creates: boolean;
  /** Checks the operand once, before any document. */
  prepare: (operand: unknown, path: string) => Change;
}

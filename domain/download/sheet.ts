import type { Cell } from './cells';

/** A sheet of a workbook: a head and rows as long as it. */
export interface Sheet {
  name: string;
  head: readonly string[];
  rows: readonly (readonly Cell[])[];
}

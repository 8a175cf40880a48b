import type { Caller } from '../kernel/caller';
import { kindOf, type CallerKind } from './limits';

/** `documents`: those that reads answered; nobody is billed by them. */
export type Counted = 'reads' | 'writes' | 'calls' | 'ruleReads' | 'documents';
type Table = Record<CallerKind, Record<Counted, number>>;

/** Billed operations by kind of caller, for budgets and cost figures. */
export class Counters {
  private table = empty();

  add(what: Counted, caller: Caller | null, times = 1): void {
    this.table[kindOf(caller)][what] += times;
  }

  read(): Table {
    return structuredClone(this.table);
  }

  reset(): void {
    this.table = empty();
  }
}

function empty(): Table {
  const row = () => ({
    reads: 0,
    writes: 0,
    calls: 0,
    ruleReads: 0,
    documents: 0,
  });
  return { phone: row(), web: row(), server: row(), nobody: row() };
}

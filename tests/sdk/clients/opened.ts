import type { Behaviour } from '../behaviours';

/** A client, wherever it runs, that does one behaviour after another. */
export interface Opened {
  run(behaviour: Behaviour): Promise<unknown>;
  close(): Promise<void>;
}

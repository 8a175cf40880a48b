import { failed } from './failures';

/** Roughly the bytes that one run may make: the limit of MongoDB's stages. */
const MOST_BYTES = 100 * 1024 * 1024;
const ELEMENT_BYTES = 16;
const ROW_BYTES = 100;
const MOST_MS = 5_000;
const STEPS_PER_LOOK = 1_024;

/**
 * Bounds the time and the memory of one run of expressions.
 * Every method throws CloudError DATABASE_REQUEST_FAILED.
 */
export class Budget {
  private made = 0;
  private steps = 0;
  private readonly end = performance.now() + MOST_MS;

  makeText(characters: number): void {
    this.make(characters);
  }

  makeList(elements: number): void {
    this.make(elements * ELEMENT_BYTES);
  }

  makeRows(rows: number): void {
    this.make(rows * ROW_BYTES);
  }

  step(): void {
    this.steps += 1;
    if (this.steps % STEPS_PER_LOOK === 0) this.look();
  }

  private look(): void {
    if (performance.now() > this.end) {
      throw failed('operation exceeded time limit');
    }
  }

  private make(bytes: number): void {
    this.made += bytes;
    if (this.made > MOST_BYTES) {
      throw failed('Exceeded memory limit of the aggregation');
    }
  }
}

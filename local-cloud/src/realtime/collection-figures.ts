import type { WatchFigure } from '../kernel/services';

/** Groups that every write of a collection is tested with: too many. */
const ALARMING_SCAN = 200;

/** Counts, per collection, how many watches a write has to be tested with. */
export class CollectionFigures {
  private readonly byName = new Map<string, WatchFigure>();
  private readonly alarmed = new Set<string>();

  constructor(private readonly log: (line: string) => void) {}

  written(collection: string, candidates: number, tests: number): void {
    const figure = this.of(collection);
    figure.writes += 1;
    figure.candidates += candidates;
    figure.tests += tests;
  }

  scanned(
    collection: string,
    index: { scanned(collection: string): number }
  ): void {
    const scanned = index.scanned(collection);
    this.of(collection).scanned = scanned;
    if (scanned <= ALARMING_SCAN) this.alarmed.delete(collection);
    else if (!this.alarmed.has(collection)) {
      this.alarmed.add(collection);
      this.log(
        `every write to ${collection} is tested with ${scanned} watches ` +
          'that name no field by equality'
      );
    }
  }

  all(): WatchFigure[] {
    return [...this.byName.values()];
  }

  private of(collection: string): WatchFigure {
    let figure = this.byName.get(collection);
    if (!figure) {
      const none = { writes: 0, candidates: 0, tests: 0, scanned: 0 };
      figure = { collection, ...none };
      this.byName.set(collection, figure);
    }
    return figure;
  }
}

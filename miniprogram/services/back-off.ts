export interface BackOffOptions {
  firstMs: number;
  maxMs: number;
}

/** Doubles from `firstMs` to `maxMs`, between half and all of it at random. */
export function backOffMs(
  tries: number,
  random: () => number,
  { firstMs, maxMs }: BackOffOptions
): number {
  const full = Math.min(maxMs, firstMs * 2 ** Math.max(0, tries - 1));
  return Math.round(full * (0.5 + random() / 2));
}

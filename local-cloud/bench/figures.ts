/** One measured figure. `ratio` is value over what it is held `against`. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** What it is compared with, and that one's value; absent: nothing. */
  against?: string;
  ratio?: number;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** Nearest rank; NaN of nothing. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.ceil(share * sorted.length) - 1;
  return sorted[Math.max(0, rank)] ?? Number.NaN;
}

/** A figure held against another value of the same unit. */
export function compare(
  name: string,
  value: number,
  unit: string,
  other: { name: string; value: number }
): Figure {
  const against = `${other.name} ${round(other.value)} ${unit}`;
  return { name, value, unit, against, ratio: value / other.value };
}

/** Three significant digits: a bench does not know more. */
export function round(value: number): number {
  return Number(value.toPrecision(3));
}

export function asJson(figure: Figure): string {
  const { ratio } = figure;
  return JSON.stringify({
    name: figure.name,
    value: round(figure.value),
    unit: figure.unit,
    against: figure.against ?? null,
    ratio: ratio === undefined ? null : round(ratio),
  });
}

export function asLine(figure: Figure): string {
  const { name, value, unit, against, ratio } = figure;
  const compared =
    ratio === undefined ? '' : `  ${round(ratio)} × ${against ?? ''}`;
  return `${name.padEnd(52)} ${String(round(value)).padStart(9)} ${unit.padEnd(6)}${compared}`;
}

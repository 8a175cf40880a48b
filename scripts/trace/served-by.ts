import { readText } from '../lib/repository';

const DOCUMENT = 'docs/traceability.md';
const ROW = /^\|\s*([A-Z][A-Za-z0-9-]*\d[a-z]?)\s*\|\s*(.+?)\s*\|$/;

/**
 * What a row stands on: an action, `sweep <name>`, `task <name>` or
 * `rule <collection>`. Without it the row's tests must fail.
 */
export type Ground = string;

/** docs/traceability.md, row by row. */
export function servedBy(): Map<string, Ground[]> {
  const rows = new Map<string, Ground[]>();
  for (const line of readText(DOCUMENT).split('\n')) {
    const [, id, grounds] = ROW.exec(line) ?? [];
    if (!id || !grounds) continue;
    rows.set(
      id,
      grounds.split(',').map((one) => one.replaceAll('`', '').trim())
    );
  }
  return rows;
}

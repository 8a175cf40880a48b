/** States that a person gives and no test changes. */
const GIVEN = new Set(['roadmap', 'process', 'out of scope']);

const ROW = /^\|\s*([A-Z][A-Za-z0-9-]*)\s*\|(.*)\|\s*([^|]+?)\s*\|$/;

/** The ids of a document's tables, in order. */
export function idsInTable(markdown: string): string[] {
  return markdown
    .split('\n')
    .map((line) => ROW.exec(line)?.[1])
    .filter((id): id is string => id !== undefined && /\d/.test(id));
}

/** The same document with the state of every row taken from the counts. */
export function writeStates(
  markdown: string,
  counts: ReadonlyMap<string, number>
): string {
  return markdown
    .split('\n')
    .map((line) => {
      const [, id, wish, state] = ROW.exec(line) ?? [];
      if (!id || !/\d/.test(id) || !wish || !state) return line;
      return `| ${id} |${wish}| ${stateOf(state, counts.get(id) ?? 0)} |`;
    })
    .join('\n');
}

function stateOf(current: string, tests: number): string {
  if (GIVEN.has(current)) return current;
  return tests > 0 ? `tested (${tests})` : 'open';
}

/** How many rows are in each state, for one line of summary. */
export function countStates(markdown: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const line of markdown.split('\n')) {
    const [, id, , state] = ROW.exec(line) ?? [];
    if (!id || !/\d/.test(id) || !state) continue;
    const word = state.replace(/ \(\d+\)$/, '');
    counts[word] = (counts[word] ?? 0) + 1;
  }
  return counts;
}

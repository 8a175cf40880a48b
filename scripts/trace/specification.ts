/** One numbered behaviour: `| DB-1 | what happens | documented D4 |`. */
export interface SpecRow {
  number: string;
  behaviour: string;
  source: string;
}

const NUMBER = /^[A-Z]+-\d+[a-z]?$/;
const ADDRESS =
  /\b([DW]\d+)\b[:\s]+(?:<|\[)?(?:https?:\/\/)?[\w-]+(?:\.[\w-]+)+/g;
const SOURCE =
  /^(documented( [DW]\d+)+|SDK|ours|inferred|unknown, switch(es)? `\w+`)/;

/** The rows of every table of the specification, in order. */
export function readSpecification(markdown: string): SpecRow[] {
  return markdown.split('\n').flatMap((line) => {
    if (!line.startsWith('|')) return [];
    const cells = splitRow(line);
    const [number = '', behaviour = '', source = ''] = cells;
    return NUMBER.test(number) ? [{ number, behaviour, source }] : [];
  });
}

/** What the specification and the titles of the tests say differently. */
export function compareWithTests(
  rows: readonly SpecRow[],
  tested: ReadonlySet<string>
): { withoutTest: string[]; unknownNumber: string[]; twice: string[] } {
  const numbers = rows.map(({ number }) => number);
  const known = new Set(numbers);
  const prefixes = new Set(numbers.map(prefixOf));
  return {
    withoutTest: numbers.filter((number) => !tested.has(number)),
    unknownNumber: [...tested].filter(
      (number) => prefixes.has(prefixOf(number)) && !known.has(number)
    ),
    twice: numbers.filter((number, at) => numbers.indexOf(number) !== at),
  };
}

/** Rows whose source says nothing, or names an address or switch not there. */
export function sourceMistakes(markdown: string): string[] {
  const addresses = new Set(
    [...markdown.matchAll(ADDRESS)].map(([, label]) => label)
  );
  const switches = new Set(
    [...markdown.matchAll(/^\|\s*`(\w+)`/gm)].map(([, name]) => name)
  );
  return readSpecification(markdown).flatMap(({ number, source }) => {
    if (!SOURCE.test(source)) return [`${number} has no source: ${source}`];
    const labels = source.match(/\b[DW]\d+\b/g) ?? [];
    const missing = labels.filter((label) => !addresses.has(label));
    const named = /switch(?:es)? (`\w+`(?:, `\w+`)*)/.exec(source)?.[1] ?? '';
    const names = [...named.matchAll(/\w+/g)].map(([name]) => name);
    return [
      ...missing.map((label) => `${number} names ${label}, without address`),
      ...names
        .filter((name) => !switches.has(name))
        .map((name) => `${number} names the switch ${name}, not in a table`),
    ];
  });
}

const prefixOf = (number: string): string => number.replace(/-\d+[a-z]?$/, '');

/** Cells of a row; a `\|` inside a cell is no border. */
function splitRow(line: string): string[] {
  return line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());
}

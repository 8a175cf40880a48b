/**
 * Holds docs/requirements.md against the titles of the tests. Writes the state
 * of each row; with --check it only fails where the document is stale or where a
 * row that docs/traceability.md calls finished has no test. A test that names an id nobody knows is a mistake in all cases.
 * `--probe [count] [--seed n] [--row id,id]` writes nothing: it takes what rows
 * stand on away and sees their tests fail.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { readText, repositoryFiles, ROOT } from './lib/repository';
import { probe } from './trace/probe';
import { readTitles } from './trace/read-titles';
import { sample, seeded } from './trace/sample';
import { servedBy } from './trace/served-by';
import { countStates, idsInTable, writeStates } from './trace/table';

const DOCUMENT = 'docs/requirements.md';
/** Numbered sentences that are not requirements but stand in titles too. */
const SENTENCES = ['database-rules/README.md', 'local-cloud/SPEC.md'];
/** The rows that docs/traceability.md is to have, all of them, one day. */
const AIMED_AT = /^(US\d|F00[1-8]|F01[34]|A-BR|A-DM)/;
const PROBED = 10;

const files = repositoryFiles();
const text = readText(DOCUMENT);
const requirements = new Set(idsInTable(text));
const sentences = new Set(
  SENTENCES.filter((file) => files.includes(file)).flatMap(
    (file) => readText(file).match(/\b[A-Z]+(?:-[A-Z]+)*-\d+[a-z]?\b/g) ?? []
  )
);

const tests = new Map<string, { count: number; files: Set<string> }>();
const unknown: string[] = [];
for (const file of files.filter((name) => /\.test\.m?ts$/.test(name))) {
  for (const { title, ids } of readTitles(readText(file), file)) {
    for (const id of ids) {
      if (requirements.has(id)) count(id, file);
      else if (!sentences.has(id)) unknown.push(`${id} in ${file}: ${title}`);
    }
  }
}

function count(id: string, file: string): void {
  const seen = tests.get(id) ?? { count: 0, files: new Set() };
  seen.files.add(file);
  tests.set(id, { ...seen, count: seen.count + 1 });
}

const grounds = servedBy();
const finished = [...grounds.keys()];
const missing = finished.filter((id) => !tests.has(id));
const unfinished = [...requirements].filter(
  (id) => AIMED_AT.test(id) && !grounds.has(id)
);

function flag(name: string): string | undefined {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : (process.argv[at + 1] ?? '');
}

async function writeTable(check: boolean): Promise<boolean> {
  const options = await resolveConfig(path.join(ROOT, DOCUMENT));
  const counts = new Map([...tests].map(([id, seen]) => [id, seen.count]));
  const written = await format(writeStates(text, counts), {
    ...options,
    parser: 'markdown',
  });
  if (!check) writeFileSync(path.join(ROOT, DOCUMENT), written);
  const states = Object.entries(countStates(written));
  console.log(states.map(([state, rows]) => `${rows} ${state}`).join(', '));
  const stale = check && written !== text;
  if (stale) console.error(`${DOCUMENT} is stale: run npm run trace`);
  return !stale;
}

/** Left out: browsers, crowds and long stories take minutes. */
const LONG = /\.browser\.|stampede|invariants/;

function probeSome(): boolean {
  const seed = Number(flag('--seed') ?? Date.now() % 100_000);
  const only = flag('--row')?.split(',');
  const rows = finished
    .filter((id) => tests.has(id))
    .filter((id) => !only || only.includes(id));
  const wanted = Number(flag('--probe')) || PROBED;
  const chosen = only ? rows : sample(rows, wanted, seeded(seed));
  console.log(`seed ${seed}: ${chosen.join(' ')}`);
  const probed = chosen.map((id) => ({
    id,
    files: filesOf(id),
    ground: grounds.get(id)?.[0] ?? '',
  }));
  const verdicts = probe(probed);
  const unproven = [...verdicts].filter(([, verdict]) => verdict !== 'proven');
  for (const [id, verdict] of unproven) console.error(`${id}: ${verdict}`);
  console.log(`${verdicts.size - unproven.length} of ${verdicts.size} proven`);
  return unproven.length === 0;
}

/** What drives the functions first: there an action's row is shown. */
function filesOf(id: string): string[] {
  const all = [...(tests.get(id)?.files ?? [])].sort();
  const short = all.filter((file) => !LONG.test(file));
  const driving = (file: string) => /^tests\/(functions|rules)\//.test(file);
  return [...short.filter(driving), ...short.filter((file) => !driving(file))];
}

for (const line of unknown) console.error(`unknown id ${line}`);
for (const id of missing) console.error(`missing: no test carries ${id}`);
const sound = unknown.length === 0 && missing.length === 0;
const right = process.argv.includes('--probe')
  ? probeSome()
  : await writeTable(process.argv.includes('--check'));
console.log(`${finished.length} finished rows, ${missing.length} missing`);
if (unfinished.length > 0) console.log(`unfinished: ${unfinished.join(' ')}`);
if (!(sound && right)) process.exitCode = 1;

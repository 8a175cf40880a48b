/**
 * Holds docs/requirements.md against the titles of the tests. Writes the state
 * of each row; with --check it only fails where the document is stale. A test
 * that names an id nobody knows is a mistake in both cases.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { readText, repositoryFiles, ROOT } from './lib/repository';
import { readTitles } from './trace/read-titles';
import { countStates, idsInTable, writeStates } from './trace/table';

const DOCUMENT = 'docs/requirements.md';
/** Numbered sentences that are not requirements but stand in titles too. */
const SENTENCES = ['database-rules/README.md', 'local-cloud/SPEC.md'];

const files = repositoryFiles();
const text = readText(DOCUMENT);
const requirements = new Set(idsInTable(text));
const sentences = new Set(
  SENTENCES.filter((file) => files.includes(file)).flatMap(
    (file) => readText(file).match(/\b[A-Z]+(?:-[A-Z]+)*-\d+[a-z]?\b/g) ?? []
  )
);

const counts = new Map<string, number>();
const unknown: string[] = [];
for (const file of files.filter((name) => /\.test\.m?ts$/.test(name))) {
  for (const { title, ids } of readTitles(readText(file), file)) {
    for (const id of ids) {
      if (requirements.has(id)) counts.set(id, (counts.get(id) ?? 0) + 1);
      else if (!sentences.has(id)) unknown.push(`${id} in ${file}: ${title}`);
    }
  }
}

const options = await resolveConfig(path.join(ROOT, DOCUMENT));
const written = await format(writeStates(text, counts), {
  ...options,
  parser: 'markdown',
});
const check = process.argv.includes('--check');
if (!check) writeFileSync(path.join(ROOT, DOCUMENT), written);

for (const line of unknown) console.error(`unknown id ${line}`);
if (check && written !== text) {
  console.error(`${DOCUMENT} is stale: run npm run trace`);
}
console.log(
  Object.entries(countStates(written))
    .map(([state, rows]) => `${rows} ${state}`)
    .join(', ')
);
if (unknown.length > 0 || (check && written !== text)) process.exitCode = 1;

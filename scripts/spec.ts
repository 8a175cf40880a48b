/**
 * Holds local-cloud/SPEC.md against the titles of the tests: numbers without
 * a test, tests whose number nobody wrote down, sources that lead nowhere.
 */
import { readText, repositoryFiles } from './lib/repository';
import { readTitles } from './trace/read-titles';
import {
  compareWithTests,
  readSpecification,
  sourceMistakes,
} from './trace/specification';

const DOCUMENT = 'local-cloud/SPEC.md';

const text = readText(DOCUMENT);
const rows = readSpecification(text);
const tested = new Set(
  repositoryFiles()
    .filter((file) => /\.test\.m?ts$/.test(file))
    .flatMap((file) => readTitles(readText(file), file))
    .flatMap(({ ids }) => ids)
);
const found = compareWithTests(rows, tested);
const mistakes = [
  ...found.withoutTest.map((number) => `${number} has no test`),
  ...found.unknownNumber.map((number) => `${number} is in a test, not in SPEC`),
  ...found.twice.map((number) => `${number} is given twice`),
  ...sourceMistakes(text),
];
for (const mistake of mistakes) console.error(mistake);
console.log(`${rows.length} numbered behaviours, ${mistakes.length} mistakes`);
if (mistakes.length > 0) process.exitCode = 1;

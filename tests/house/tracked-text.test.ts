import { describe, expect, it } from 'vitest';
import { readText, repositoryFiles } from '../../scripts/lib/repository';
import { findSleeps } from './no-sleep';

const files = repositoryFiles();
const isText = (file: string): boolean =>
  !/\.(png|jpe?g|gif|ico|woff2?|ttf|mp3|wasm|xlsx|pdf)$/.test(file);

/** file:line of every line that matches. */
function linesWith(pattern: RegExp, among: string[]): string[] {
  return among.flatMap((file) =>
    readText(file)
      .split('\n')
      .flatMap((line, index) =>
        pattern.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : []
      )
  );
}

describe('what is in the repository', () => {
  const texts = files.filter(isText);

  it('names no folder of anybody’s machine', () => {
    const folder = new RegExp(
      '(^|[\\s"\'`(=])/(' + 'home|Users|root|work|farm' + ')/[a-z]'
    );
    expect(linesWith(folder, texts)).toEqual([]);
  });

  it('names no package registry but npm’s own', () => {
    const locks = files.filter((file) => /package-lock\.json$/.test(file));
    // The workspace resolves to its own folder.
    const elsewhere =
      /"resolved": "(?!https:\/\/registry\.npmjs\.org\/|local-cloud")/;
    expect(linesWith(elsewhere, locks)).toEqual([]);
    expect(files.filter((file) => /(^|\/)\.npmrc$/.test(file))).toEqual([]);
  });

  it('carries no secret key', () => {
    const key = /-----BEGIN [A-Z ]*PRIVATE KEY-----|AKID[A-Za-z0-9]{32}/;
    expect(linesWith(key, texts)).toEqual([]);
  });

  it('says nothing with an exclamation mark or 亲 to people', () => {
    const screens = texts.filter((file) =>
      /^(miniprogram|admin-web|h5\/stage|domain)\/.*\.(ts|vue|wxml|json)$/.test(
        file
      )
    );
    expect(
      linesWith(/\p{Script=Han}[^'"`]*[！!]|亲[，,~～]/u, screens)
    ).toEqual([]);
  });
});

describe('the tests', () => {
  it('wait for conditions and never for time', () => {
    const sleeping = files
      .filter((file) => /\.test\.ts$|^tests\/support\/.*\.ts$/.test(file))
      .flatMap((file) =>
        findSleeps(readText(file), file).map((line) => `${file}:${line}`)
      );
    expect(sleeping).toEqual([]);
  });

  it('would notice one that sleeps', () => {
    const find = (source: string) => findSleeps(source, 'a.test.ts');
    expect(find('await sleep(5)')).toEqual([1]);
    expect(find('\nawait new Promise((r) => setTimeout(r, 5))')).toEqual([2]);
    expect(find('await page.waitForTimeout(9)')).toEqual([1]);
    expect(find('await new Promise((r) => { setTimeout(r, 5); })')).toEqual([
      1,
    ]);
    expect(find('await sleep(0)')).toEqual([]);
    expect(find('const t = setTimeout(giveUp, 5000)')).toEqual([]);
    expect(find('await until(() => seen)')).toEqual([]);
  });
});

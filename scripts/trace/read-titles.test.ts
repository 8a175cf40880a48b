import { describe, expect, it } from 'vitest';
import { idsOf, readTitles } from './read-titles';

const read = (source: string) => readTitles(source, 'some.test.ts');

describe('titles of tests', () => {
  it('names the ids at the head of a title and no others', () => {
    expect(idsOf('[F003a][A-N03] text arrives (see [X1])')).toEqual([
      'F003a',
      'A-N03',
    ]);
    expect(idsOf('[F003a, X2] both')).toEqual(['F003a', 'X2']);
    expect(idsOf('an array [A1] later')).toEqual([]);
    expect(idsOf('[object] is no id')).toEqual([]);
  });

  it('gives a test the ids of the groups around it, each once', () => {
    const tests = read(
      "describe('[B-51] outbox', () => { it('[A-N14] keeps', f); it('[B-51] sends', f) })"
    );
    expect(tests.map((test) => test.ids)).toEqual([
      ['B-51', 'A-N14'],
      ['B-51'],
    ]);
  });

  it('sees tests made by each and titles put together while running', () => {
    const tests = read(
      "it.each(rows)('[F001a] %s', f); test(`[F001b] at ${hour} o'clock`, f)"
    );
    expect(tests.map((test) => test.ids)).toEqual([['F001a'], ['F001b']]);
  });

  it('takes the ids of a table where the title leaves room for them', () => {
    const tests = read(
      "it.each([['DB-1', 2], ['DB-2', 3]])('[%s] counts', f); it('[DB-9] x', f)"
    );
    expect(tests.map((test) => test.ids)).toEqual([['DB-1', 'DB-2'], ['DB-9']]);
    const loop = 'describe(`[${id}] ${name}`, () => { it("works", f) })';
    expect(read(`const T = [['DB-3', 1]]; ${loop}`)[0]?.ids).toEqual(['DB-3']);
  });

  it('takes nothing from comments and strings', () => {
    expect(read("// it('[F001a] no')\nconst x = \"it('[F001b] no')\"")).toEqual(
      []
    );
  });
});

import { describe, expect, it } from 'vitest';
import {
  compareWithTests,
  readSpecification,
  sourceMistakes,
} from './specification';

const TEXT = `
D1 cloud.tencent.com/document/1

| number | behaviour        | source                    |
| ------ | ---------------- | ------------------------- |
| DB-1   | \`a \\| b\` is kept | documented D1             |
| DB-2   | two              | unknown, switch \`position\` |

| switch     | default |
| ---------- | ------- |
| \`position\` | strict  |
`;

describe('the numbered specification', () => {
  it('is read row by row, borders inside a cell left alone', () => {
    expect(readSpecification(TEXT)).toEqual([
      {
        number: 'DB-1',
        behaviour: '`a \\| b` is kept',
        source: 'documented D1',
      },
      {
        number: 'DB-2',
        behaviour: 'two',
        source: 'unknown, switch `position`',
      },
    ]);
  });

  it('tells numbers without a test, tests without a number, and doubles', () => {
    const rows = readSpecification(`${TEXT}\n| DB-2 | again | ours |`);
    expect(compareWithTests(rows, new Set(['DB-1', 'DB-9', 'F001a']))).toEqual({
      withoutTest: ['DB-2', 'DB-2'],
      unknownNumber: ['DB-9'],
      twice: ['DB-2'],
    });
  });

  it('accepts a source that leads somewhere', () => {
    expect(sourceMistakes(TEXT)).toEqual([]);
  });

  it.each([
    ['| DB-3 | x | D |', 'DB-3 has no source: D'],
    ['| DB-3 | x | documented D2 |', 'DB-3 names D2, without address'],
    [
      '| DB-3 | x | unknown, switch `other` |',
      'DB-3 names the switch other, not in a table',
    ],
    ['| DB-3 | x | unknown |', 'DB-3 has no source: unknown'],
  ])('refuses the source of %s', (row, mistake) => {
    expect(sourceMistakes(`${TEXT}\n${row}`)).toEqual([mistake]);
  });
});

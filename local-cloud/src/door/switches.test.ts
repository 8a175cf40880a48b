import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SwitchBoard } from './switches';

const SPEC = readFileSync(new URL('../../SPEC.md', import.meta.url), 'utf8');

const [before = '', after = ''] = SPEC.split('\n## Switches\n');
/** Everything but that section, where the same numbers stand. */
const behaviours = before + after.slice(after.indexOf('\n## '));

/** Rows of the section "Switches": name, default, positions, numbers. */
const rows = after
  .split('\n## ')[0]
  ?.split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) =>
    line.split(' | ').map((cell) => cell.replace(/^\||[`|]/g, '').trim())
  );

describe('the table of switches', () => {
  const report = new SwitchBoard().report();

  it('[DOOR-9] is the one of SPEC.md, switch by switch', () => {
    const documented = rows?.map(([name, initial, positions, spec]) => ({
      name,
      default: initial,
      positions,
      spec,
    }));
    const program = report.map((one) => ({
      name: one.name,
      default: String(one.default),
      positions:
        one.positions === 'number' ? 'number' : one.positions.join(', '),
      spec: one.spec.join(', '),
    }));
    expect(documented).toEqual(program);
  });

  it('[DOOR-9] names numbers that SPEC.md has elsewhere', () => {
    const unknown = report.flatMap(({ name, spec }) =>
      spec
        .filter((number) => !behaviours.includes(`| ${number} `))
        .map((number) => `${name}: ${number}`)
    );
    expect(unknown).toEqual([]);
    expect(report.filter(({ spec }) => spec.length === 0)).toEqual([]);
  });

  it('[DOOR-9] says of each in a sentence why, in both languages', () => {
    const unexplained = report.filter(
      ({ why, zh = '' }) =>
        !/^\w.*\.$/.test(why) || !/[\u4e00-\u9fff].*。$/.test(zh)
    );
    expect(unexplained.map(({ name }) => name)).toEqual([]);
  });

  it('[DOOR-3] takes every position of every switch, and no other', () => {
    const board = new SwitchBoard();
    for (const { name, positions } of report) {
      const good = positions === 'number' ? [0, 7] : positions;
      for (const position of good) {
        board.set({ [name]: position });
        expect(board.report().find((one) => one.name === name)?.value).toBe(
          position
        );
      }
      for (const bad of ['elsewhere', -1, 1.5, null, {}, []]) {
        expect(() => board.set({ [name]: bad })).toThrow(name);
      }
    }
    board.reset();
    expect(board.report()).toEqual(report);
  });
});

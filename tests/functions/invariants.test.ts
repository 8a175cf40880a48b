import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { seeded } from '../../scripts/trace/sample';
import { broken, stored } from '../support/invariants/check';
import { MOVES, settle, type Cast } from '../support/invariants/play';
import { pick } from '../support/malformed/plausible';
import { sized } from '../support/sized';
import { startWorld, type World } from '../support/world';

const ROUNDS = sized(20, 40);
/** Things that happen at the same time. */
const AT_ONCE = 4;
const SEEDS = [1, 2026];
const TICK_MS = 5 * 60_000;

let world: World;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
});
afterAll(() => world.stop());

async function castFor(seed: number): Promise<Cast> {
  await world.reset();
  await world.setUp();
  const agents = [];
  for (const code of ['A1001', 'A1002', 'A1003']) {
    agents.push(await world.hire(code, { capacity: 3 }));
  }
  const customers = Array.from({ length: 10 }, () => world.customerPhone());
  return { world, agents, customers, random: seeded(seed) };
}

describe('[A-BR03] [A-BR06] [A-BR09] [A-DM03] whatever happens in whatever order', () => {
  for (const seed of SEEDS) {
    it(`nothing contradicts itself afterwards, seed ${seed}`, async () => {
      const cast = await castFor(seed);
      const names = Object.keys(MOVES);
      const story: string[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const moves = Array.from({ length: AT_ONCE }, () =>
          pick(names, cast.random)
        );
        story.push(moves.join('+'));
        await Promise.all(moves.map((name) => MOVES[name]?.(cast)));
        if (round % 8 < 7) continue;
        await world.door.advance(TICK_MS);
        await vi.waitFor(
          async () => {
            await settle(cast);
            expect(broken(await stored(world)), story.join(' ')).toEqual([]);
          },
          { timeout: 20_000, interval: 300 }
        );
      }
      expect(await internalErrors()).toEqual([]);
    }, 180_000);
  }
});

interface Logged {
  logs: { level: string; text: string }[];
}

async function internalErrors(): Promise<string[]> {
  const calls = await world.door.get<Logged[]>('calls');
  return calls
    .flatMap(({ logs }) => logs)
    .map(({ text }) => text)
    .filter((text) => text.includes('"code":"INTERNAL"'));
}

import * as z from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actions, type ActionName } from '../../domain/actions/index';
import type { Access } from '../../domain/actions/spec';
import { COLLECTIONS } from '../../domain/values/collections';
import { ERROR_CODES } from '../../domain/values/error-codes';
import { seeded } from '../../scripts/trace/sample';
import { pick, plausible, type Shape } from '../support/malformed/plausible';
import { spoil } from '../support/malformed/spoil';
import type { Person } from '../support/person';
import { sized } from '../support/sized';
import { startWorld, type World } from '../support/world';

const INPUTS = sized(500, 10_000);
/** Calls that are under way at a time. */
const LANES = 8;
const SEED = 20_261_121;

let world: World;
let people: { customer: Person[]; agent: Person; admin: Person; web: Person };
/** Staff on the web act within a session of ours. */
let sessionOfAdmin: string | undefined;
const random = seeded(SEED);

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  const admin = await world.setUp();
  // One administrator makes thousands of these calls within the hour.
  await world.settings('limits', { callsPerHour: 100_000 });
  const agent = await world.hire('A1001');
  const customer = Array.from({ length: 20 }, () => world.customerPhone());
  sessionOfAdmin = admin.tokens()?.accessToken;
  people = { customer, agent: agent.phone, admin, web: await world.web() };
});
afterAll(() => world.stop());

const names = (Object.keys(actions) as ActionName[]).filter(
  (name) => actions[name].in !== 'clock'
);
const shapes = new Map(
  names.map((name) => [
    name,
    z.toJSONSchema(actions[name].input, {
      io: 'input',
      unrepresentable: 'any',
    }) as Shape,
  ])
);

/** Somebody whom the table of roles lets through, more often than not. */
function callerFor(access: Access): Person {
  const { customer, agent, admin, web } = people;
  if (random() < 0.1) return web;
  if (typeof access === 'object') return access.admin ? admin : agent;
  return random() < 0.2 ? agent : pick(customer, random);
}

/** Something that the action's schema does not take. */
function malformedFor(name: ActionName): unknown {
  for (;;) {
    const input = spoil(plausible(shapes.get(name) ?? {}, random), random);
    if (!actions[name].input.safeParse(input ?? {}).success) return input;
  }
}

/** Who was seen last, and what timers wrote meanwhile. */
const OF_TIME: string[] = ['pools', 'presence', 'limits', 'rollups'];

async function everything(): Promise<string> {
  const kept = COLLECTIONS.filter((name) => !OF_TIME.includes(name));
  const all = kept.map(async (name) => [name, await world.all(name)]);
  return JSON.stringify(await Promise.all(all));
}

interface Logged {
  logs: { level: string; text: string }[];
}
const errorsLogged = async () =>
  (await world.door.get<Logged[]>('calls'))
    .flatMap(({ logs }) => logs)
    .filter(({ level, text }) => level === 'error' || /"error"/.test(text));

describe('[B-112] [A-P09] whatever is sent to whichever action', () => {
  it(`${INPUTS} malformed inputs are refused with a code, and nothing is written`, async () => {
    const before = await everything();
    const wrong: unknown[] = [];
    const seen = new Map<string, number>();
    let left = INPUTS;
    const lane = async () => {
      while (left > 0) {
        left -= 1;
        const name = names[left % names.length] as ActionName;
        const { in: serving, access } = actions[name];
        const input = malformedFor(name);
        const person = callerFor(access);
        const session = person === people.admin ? sessionOfAdmin : undefined;
        const event = { action: name, input, ...(session && { session }) };
        const answer = await person.raw(serving, event);
        const code = refusedWith(answer);
        seen.set(String(code), (seen.get(String(code)) ?? 0) + 1);
        if (!code) wrong.push({ name, input, answer });
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    expect(wrong.slice(0, 3)).toEqual([]);
    // Most of them got as far as the schema of an action that was theirs.
    expect(seen.get('INVALID_INPUT') ?? 0).toBeGreaterThan(INPUTS / 2);
    expect(await errorsLogged()).toEqual([]);
    expect(await everything()).toBe(before);
  }, 900_000);
});

/** The code of a typed refusal, or null where it was anything else. */
function refusedWith(answer: unknown): string | null {
  const reply = answer as { ok?: unknown; error?: { code?: string } };
  const code = reply.error?.code ?? '';
  const typed = reply.ok === false && Object.hasOwn(ERROR_CODES, code);
  return typed && code !== 'INTERNAL' ? code : null;
}

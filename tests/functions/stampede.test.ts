import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Conversation } from '../../domain/conversation/schema';
import type { Message } from '../../domain/message/schema';
import { LIMITS } from '../../domain/values/limits';
import { sized } from '../support/sized';
import { startWorld, type Hired, type World } from '../support/world';
import { gatherCrowds, type Crowds } from './stampede/crowds';

const AGENTS = sized(6, 20);
const PROCESSES = 4;
const MINUTE = 60_000;
const TICK_MS = 5 * MINUTE;
const LONG = 300_000;

/** How many come, and how many of them find a place. */
interface Size {
  crowd: number;
  places: number;
}
const LARGE: Size = sized(
  { crowd: 60, places: 48 },
  { crowd: 1_000, places: 800 }
);
const SMALL: Size = sized(
  { crowd: 40, places: 30 },
  { crowd: 200, places: 160 }
);

let world: World;
let crowds: Crowds;

afterEach(async () => {
  crowds?.stop();
  await world.stop();
});

async function hireAll({ places }: Size): Promise<Hired[]> {
  const capacity = places / AGENTS;
  const hired: Hired[] = [];
  for (let at = 0; at < AGENTS; at += 1) {
    hired.push(await world.hire(`A${1_000 + at}`, { capacity }));
  }
  return hired;
}

const gather = ({ crowd }: Size) =>
  gatherCrowds(world.url, PROCESSES, crowd / PROCESSES);

const conversations = () => world.all<Conversation>('conversations');
const inState = (all: readonly Conversation[], state: string) =>
  all.filter((one) => one.state === state);

/** Until nobody is left who could be given to somebody. */
async function settled({ crowd, places }: Size): Promise<Conversation[]> {
  return vi.waitFor(
    async () => {
      const all = await conversations();
      const told = inState(all, 'waiting').filter(({ queue }) => queue);
      expect(inState(all, 'active')).toHaveLength(places);
      expect(told).toHaveLength(crowd - places);
      for (const { staffId, stamped } of inState(all, 'active')) {
        expect(stamped).toBe(staffId);
      }
      return all;
    },
    { timeout: LONG / 2, interval: 500 }
  );
}

/** Everything that must agree about who has whom. */
async function expectSound(hired: readonly Hired[], size: Size): Promise<void> {
  const all = await settled(size);
  const { crowd } = size;
  const capacity = size.places / AGENTS;
  expect(new Set(all.map(({ customer }) => customer)).size).toBe(crowd);
  expect(all).toHaveLength(crowd);
  const messages = await world.all<Message>('messages', { kind: 'text' });
  expect(messages).toHaveLength(crowd);
  const staff = await world.all<{ _id: string; load: number }>('staff');
  const seats = await world.all<{ _id: string; open: object }>('seats');
  for (const { staffId, phone } of hired) {
    const his = all.filter((one) => one.staffId === staffId);
    // As many places as they get: nobody has less, and nobody more.
    expect(his).toHaveLength(capacity);
    expect(staff.find(({ _id }) => _id === staffId)?.load).toBe(capacity);
    const seat = seats.find(({ _id }) => _id === phone.me);
    const ids = his.map(({ _id }) => _id).sort();
    expect(Object.keys(seat?.open ?? {}).sort()).toEqual(ids);
  }
  await expectInOrder(all);
}

/** Those who wait stand in the order in which they came. */
async function expectInOrder(all: readonly Conversation[]): Promise<void> {
  const arrivals = await world.all<{ _id: string; at: number }>('arrivals');
  const waiting = inState(all, 'waiting');
  expect(arrivals.map(({ _id }) => _id).sort()).toEqual(
    waiting.map(({ _id }) => _id).sort()
  );
  const came = arrivals
    .sort((a, b) => a.at - b.at || (a._id < b._id ? -1 : 1))
    .map(({ _id }) => _id);
  const told = [...waiting]
    .sort((a, b) => (a.queue?.position ?? 0) - (b.queue?.position ?? 0))
    .map(({ _id, queue }) => [_id, queue?.position]);
  expect(told).toEqual(came.map((_id, at) => [_id, at + 1]));
}

/** The dispatcher dies with everything else, and comes back. */
async function killWhen(assigned: number): Promise<void> {
  await vi.waitFor(
    async () => {
      const active = inState(await conversations(), 'active');
      expect(active.length).toBeGreaterThanOrEqual(assigned);
    },
    { timeout: LONG, interval: 100 }
  );
  await world.cloud.kill();
  await world.cloud.restart();
}

describe('[A-P20] [A-BR03] many who write at once, in four processes', () => {
  it(
    'find their places, none more than another, or stand in the queue',
    async () => {
      world = await startWorld({ dataDir: ':memory:' });
      const hired = await hireAll(SMALL);
      crowds = await gather(SMALL);
      const from = performance.now();
      const told = await crowds.arrive();
      const arrived = performance.now() - from;
      expect(told.filter(({ code }) => code !== 'OK')).toEqual([]);
      await expectSound(hired, SMALL);
      const seconds = (ms: number) => (ms / 1_000).toFixed(1);
      console.log(
        `stampede: ${seconds(arrived)} s until all were answered, ` +
          `${seconds(performance.now() - from)} s until all was settled`
      );
    },
    LONG
  );

  it(
    `${LARGE.crowd} lose nobody where all of it is killed in the middle`,
    async () => {
      world = await startWorld();
      const hired = await hireAll(LARGE);
      crowds = await gather(LARGE);
      const arriving = crowds.arrive();
      await killWhen(LARGE.places / 4);
      // Whoever dispatched holds the lease still, and gives it up no more.
      await world.door.advance(LIMITS.leaseMs + 1);
      const told = await arriving;
      expect(told.filter(({ code }) => code !== 'OK')).toEqual([]);
      // What was given to somebody and not yet stamped is left to the sweep.
      await world.door.advance(TICK_MS);
      // Whoever has said nothing for so long gets nobody: they still are there.
      for (const { phone } of hired) await phone.ask('account.presence', {});
      await world.door.advance(MINUTE);
      expect(told.some(({ calls }) => calls > 1)).toBe(true);
      await expectSound(hired, LARGE);
    },
    LONG
  );
});

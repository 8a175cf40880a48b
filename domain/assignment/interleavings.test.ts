import { describe, expect, it } from 'vitest';
import { NOBODY } from '../values/collections';
import { assignAll, type Policy } from './assign';
import type { Candidate, Waiting } from './candidate';
import { byTurn } from './queue';

type Queued = Waiting & { _id: string; priority: number; at: number };
interface World {
  agents: Candidate[];
  queue: Queued[];
  /** Who has which conversation. */
  open: Map<string, string>;
  now: number;
}
type Random = () => number;

const RUNS = 50;
const STEPS = 100;
const OPEN: Policy = { strategy: 'fewest', open: true, dutyStaffId: NOBODY };

/** The same numbers for the same seed, so that a failure can be repeated. */
function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

function newWorld(random: Random): World {
  const agents = Array.from({ length: 1 + Math.floor(random() * 6) }, (_, at) =>
    agentOf(`s${at}`, 1 + Math.floor(random() * 5))
  );
  return { agents, queue: [], open: new Map(), now: 1_000 };
}

function agentOf(staffId: string, capacity: number): Candidate {
  return {
    staffId,
    state: 'online',
    load: 0,
    capacity,
    lastAssignedAt: 0,
    identities: [`openid-${staffId}`],
    teamId: NOBODY,
    skills: [],
  };
}

function arrive(world: World, random: Random): void {
  const at = world.now;
  // Some of them are agents who ask as customers.
  const own = random() < 0.1 ? `openid-s${Math.floor(random() * 6)}` : `c${at}`;
  world.queue.push({
    _id: `v${at}.${own}`,
    customer: own,
    exclusiveStaffId: random() < 0.2 ? 's0' : NOBODY,
    previousStaffId: NOBODY,
    avoidStaffId: NOBODY,
    teamId: NOBODY,
    skill: '',
    priority: random() < 0.2 ? 5 : 0,
    at,
  });
}

function change(world: World, random: Random): void {
  const agent = world.agents[Math.floor(random() * world.agents.length)];
  if (!agent) return;
  agent.state = agent.state === 'online' ? 'offline' : 'online';
}

function close(world: World, random: Random): void {
  const [id, staffId] =
    [...world.open][Math.floor(random() * world.open.size)] ?? [];
  const agent = world.agents.find((one) => one.staffId === staffId);
  if (!id || !agent) return;
  world.open.delete(id);
  agent.load -= 1;
}

/** What the dispatcher does with it. @returns who was passed over */
function dispatch(world: World): Queued[] {
  world.queue.sort(byTurn);
  for (const { waiting, assignment, turn } of assignAll(
    world.queue,
    world.agents,
    OPEN,
    world.now
  )) {
    const agent = world.agents.find(
      (one) => one.staffId === assignment.staffId
    );
    if (!agent) throw new Error('nobody');
    agent.load += 1;
    agent.lastAssignedAt = turn;
    world.open.set(waiting._id, agent.staffId);
  }
  world.queue = world.queue.filter(({ _id }) => !world.open.has(_id));
  return world.queue;
}

/** What must never be; empty where all is well. */
function wrongOf({ agents, open, queue }: World): string[] {
  const wrong: string[] = [];
  for (const { staffId, load, capacity, identities } of agents) {
    const his = [...open].filter(([, one]) => one === staffId);
    if (load !== his.length) wrong.push(`${staffId}: load is not what is open`);
    if (load > capacity) wrong.push(`${staffId}: above capacity`);
    const own = his.some(([id]) => identities.includes(id.split('.')[1] ?? ''));
    if (own) wrong.push(`${staffId}: his own customer`);
  }
  for (const { _id, customer } of queue) {
    const free = agents.some(
      (one) =>
        one.state === 'online' &&
        one.load < one.capacity &&
        !one.identities.includes(customer)
    );
    if (free) wrong.push(`${_id} waits in vain`);
  }
  return wrong;
}

describe('[A-BR03] whatever happens in whatever order', () => {
  it('loads are what is open, within capacity, and nobody waits in vain', () => {
    for (let seed = 1; seed <= RUNS; seed += 1) {
      const random = randomFrom(seed);
      const world = newWorld(random);
      for (let step = 0; step < STEPS; step += 1) {
        world.now += 1;
        const acts = [arrive, arrive, change, close];
        acts[Math.floor(random() * acts.length)]?.(world, random);
        if (random() < 0.7) dispatch(world);
        else continue;
        expect(wrongOf(world), `seed ${seed}, step ${step}`).toEqual([]);
      }
    }
  });

  it('[B-43] a place goes to whoever is next in the queue', () => {
    for (let seed = 1; seed <= RUNS; seed += 1) {
      const random = randomFrom(seed);
      const world = newWorld(random);
      world.agents = world.agents.map((one) => ({ ...one, state: 'offline' }));
      for (let count = 0; count < 40; count += 1) {
        world.now += 1;
        arrive(world, random);
      }
      // Nobody of them is an agent: then nothing but the order decides.
      world.queue = world.queue.filter(({ customer }) =>
        customer.startsWith('c')
      );
      world.agents.forEach((one) => (one.state = 'online'));
      const before = [...world.queue].sort(byTurn).map(({ _id }) => _id);
      dispatch(world);
      expect([...before].slice(0, world.open.size).sort()).toEqual(
        [...world.open.keys()].sort()
      );
      expect(world.queue.map(({ _id }) => _id)).toEqual(
        before.slice(world.open.size)
      );
    }
  });

  it('after equal arrivals no two of them differ by more than one', () => {
    for (let seed = 1; seed <= RUNS; seed += 1) {
      const random = randomFrom(seed);
      const agents = Array.from({ length: 20 }, (_, at) =>
        agentOf(`s${at}`, 40)
      );
      const world = { ...newWorld(random), agents };
      for (let count = 0; count < 300; count += 1) {
        world.now += 1;
        arrive(world, random);
        const last = world.queue.at(-1);
        if (last) last.exclusiveStaffId = NOBODY;
        if (last) last.customer = `c${world.now}`;
        if (random() < 0.3) dispatch(world);
      }
      dispatch(world);
      const loads = world.agents.map(({ load }) => load);
      expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
      expect(world.queue).toEqual([]);
    }
  });
});

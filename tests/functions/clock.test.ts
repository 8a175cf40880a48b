import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Pool } from '../../cloudfunctions/platform/tables';
import type { Rollup } from '../../domain/rollup/schema';
import { killedAt, stopTimers } from '../support/killing';
import { startWorld, type World } from '../support/world';

const HOUR = 60 * 60_000;
const TIMERS = ['conversation', 'wechat', 'clock'];
/** Longer than the lease of whoever was killed. */
const LEASE_MS = 80_000;
/** Of the clock's operations: the lease is taken, and not all is done. */
const WITH_THE_LEASE = 12;
const HOURLY = { function: 'clock', trigger: 'hourly' };

interface Call {
  result: unknown;
  ok: boolean;
}

let world: World;
/** While its timer is stopped, once. */
async function letRun(): Promise<void> {
  await stopTimers(world, ['clock'], 0);
  await fire();
  await stopTimers(world, ['clock']);
}
const fire = () => world.door.post<Call>('triggers/fire', HOURLY);
const done = ({ result }: Call) =>
  (
    (typeof result === 'string' ? JSON.parse(result) : result) as {
      data?: object;
    }
  ).data;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  await world.setUp();
});
afterAll(() => world.stop());

describe('the hourly timer', () => {
  it('[A-N20] obeys nobody but a timer, whatever the event says', async () => {
    const events = [
      {},
      { action: 'clock.run', input: {} },
      { Type: 'Timer', TriggerName: 'hourly', Time: 'now' },
      { TRIGGER_SRC: 'timer', environment: 'TRIGGER_SRC=timer' },
    ];
    const people = [world.customerPhone(), await world.web()];
    for (const person of people) {
      for (const event of events) {
        const answer = await person.raw('clock', event);
        expect(answer).not.toMatchObject({ ok: true });
      }
      expect(await person.refusal('conversation.sweep', {})).toBe('FORBIDDEN');
      const faked = await person.raw('conversation', {
        ...events[3],
        action: 'conversation.sweep',
        input: {},
      });
      expect(faked).toMatchObject({ error: { code: 'FORBIDDEN' } });
    }
    expect(await world.all('pools', { _id: 'clock' })).toEqual([]);
  });

  it('runs a task once a day, however often it fires', async () => {
    expect(done(await fire())).toMatchObject({ retention: expect.anything() });
    expect(done(await fire())).not.toHaveProperty('retention');
    await world.door.advance(24 * HOUR);
    await fire();
    const rows = await world.all<Rollup>('rollups');
    expect(rows.length).toBeGreaterThan(0);
    const days = new Set(rows.map(({ date }) => date));
    expect(days.size).toBe(rows.length);
  });

  it('lets one of two at once work, and the other go home', async () => {
    await world.door.advance(23 * HOUR);
    await world.door.advance(HOUR);
    const calls = await Promise.all([fire(), fire(), fire()]);
    expect(calls.every(({ ok }) => ok)).toBe(true);
    const [pool] = await world.all<Pool>('pools', { _id: 'clock' });
    expect(pool).toMatchObject({ holder: '', expiresAt: 0 });
  });

  it('goes on after whoever held the lease was killed', async () => {
    await stopTimers(world, TIMERS);
    await world.door.advance(25 * HOUR);
    const killed = await killedAt(world, WITH_THE_LEASE, () => letRun());
    expect(killed).toBe(true);
    const [dead] = await world.all<Pool>('pools', { _id: 'clock' });
    expect(dead?.holder).not.toBe('');
    await letRun();
    expect(await world.all('pools', { _id: 'clock' })).toEqual([dead]);
    await world.door.advance(LEASE_MS);
    await letRun();
    const [pool] = await world.all<Pool>('pools', { _id: 'clock' });
    expect(pool).toMatchObject({ holder: '', expiresAt: 0 });
    const today = String(Math.floor((await world.door.now()) / HOUR));
    expect(pool?.tasks?.['erasures']).toEqual({ done: today, cursor: null });
    const states = Object.values(pool?.tasks ?? {});
    expect(states.length).toBeGreaterThan(2);
    expect(states.every(({ cursor }) => cursor === null)).toBe(true);
  });
});

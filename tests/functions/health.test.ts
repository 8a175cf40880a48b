import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebPerson } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';

const HOUR = 60 * 60_000;
const HOURLY = { function: 'clock', trigger: 'hourly' };
const SECRET = 'key-of-the-robot';

let world: World;
let admin: WebPerson;
let agent: Hired;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  admin = await world.setUp();
  agent = await world.hire('A1001');
});
afterAll(() => world.stop());

/** The next so many calls that look something up fail, for no fault of theirs. */
async function failing(times: number): Promise<void> {
  for (let at = 0; at < times; at += 1) {
    const match = 'database.getDocument';
    const fail = { code: 'SYS_ERR', match, times: 1 };
    await world.door.post('faults', { fail });
    expect(await admin.refusal('settings.get', {})).toBe('INTERNAL');
    await world.door.post('faults', { clear: true });
  }
}

interface Logged {
  logs: { text: string }[];
}
const logged = async () =>
  (await world.door.get<Logged[]>('calls'))
    .flatMap(({ logs }) => logs)
    .map(({ text }) => text);

describe('[A-P05] [B-117] whether everything runs', () => {
  it('shows nothing while it does', async () => {
    await world.customerPhone().says('你好');
    const health = await admin.ask('health.read', {});
    expect(health).toMatchObject({ failures: [], problems: [], told: false });
    expect(health.thresholds).toEqual({
      failuresPerHour: 5,
      pushFailureRate: 0.05,
      backlogMinutes: 15,
    });
    expect(health.backlog.jobs).toEqual({ count: 0, oldestAt: null });
    expect(await agent.phone.refusal('health.read', {})).toBe('FORBIDDEN');
    expect(await agent.phone.refusal('cost.read', {})).toBe('FORBIDDEN');
  });

  it('[A-K12] counts calls that failed, by action and hour', async () => {
    await failing(5);
    const { failures, problems } = await admin.ask('health.read', {});
    const counts = failures.map(({ action, count }) => [action, count]);
    expect(counts).toEqual([['settings.get', 5]]);
    expect(problems).toEqual(['failures']);
  });

  it('[A-N20] tells a webhook, and never one inside', async () => {
    for (const webhook of ['http://example.com/a', 'javascript:alert(1)']) {
      const { rev } = await admin.ask('settings.get', {});
      const values = { webhook };
      const changes = [{ section: 'alerts' as const, values }];
      const wish = { changes, rev };
      expect(await admin.refusal('settings.update', wish)).toBe(
        'INVALID_INPUT'
      );
    }
    const webhook = `https://127.0.0.1/robot?key=${SECRET}`;
    await world.settings('alerts', { webhook });
    await failing(5);
    await expect
      .poll(
        async () => {
          await world.door.post('triggers/fire', HOURLY);
          const { tasks } = await admin.ask('health.read', {});
          return tasks.find(({ name }) => name === 'alerts')?.failed;
        },
        { timeout: 20_000 }
      )
      .toBe(true);
    const lines = await logged();
    const failed = lines.filter((line) => line.includes('clock: alerts'));
    expect(failed.join()).toContain('not a public https address');
    expect(lines.join()).not.toContain(SECRET);
  });

  it('[A-K11] says what the month costs, from the days that are over', async () => {
    await world.door.advance(48 * HOUR);
    await expect
      .poll(
        async () => {
          await world.door.post('triggers/fire', HOURLY);
          return (await world.all('rollups')).length;
        },
        { timeout: 20_000 }
      )
      .toBeGreaterThan(1);
    const cost = await admin.ask('cost.read', {});
    expect(cost.forecast.included).toBe(200_000);
    expect(cost.forecast.calls).toBeGreaterThan(40_000);
    expect(cost.from.slice(-2)).toBe('01');
  });
});

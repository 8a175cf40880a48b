import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nextAfter, parseCron } from './cron';
import { TestFunctions } from './test-functions';

const HOUR = 3_600_000;
const everyHour = {
  name: 'hourly',
  type: 'timer' as const,
  config: '0 0 * * * * *',
};

let cloud: TestFunctions;
beforeEach(() => {
  cloud = new TestFunctions();
});
afterEach(() => cloud.remove());

describe('timers', () => {
  const main =
    'exports.main = (e) => { console.log(e.Type, e.TriggerName, process.env.TRIGGER_SRC, process.env.WX_OPENID); return e.Time }';

  it('[FN-20] start a function with source wx_trigger and nobody signed in', async () => {
    const service = cloud.deploy(main, { triggers: [everyHour] });
    await service.start();
    const due = service.triggers()[0]?.dueAt ?? 0;
    cloud.clock.advance(HOUR);
    await service.idle();
    expect(service.calls()).toMatchObject([
      {
        source: 'wx_trigger',
        caller: null,
        logs: [{ level: 'info', text: 'Timer hourly timer undefined' }],
        result: JSON.stringify(new Date(due).toISOString()),
      },
    ]);
  });

  it('[FN-53] run once per step of the clock, or for each time passed', async () => {
    const service = cloud.deploy(main, { triggers: [everyHour] });
    await service.start();
    cloud.clock.advance(5 * HOUR);
    await service.idle();
    expect(service.calls()).toHaveLength(1);
    cloud.switches.missedTimerRuns = 'each';
    cloud.clock.advance(5 * HOUR);
    await service.idle();
    expect(service.calls()).toHaveLength(6);
    const times = service
      .calls()
      .slice(1)
      .map(({ result }) => result);
    expect(new Set(times).size).toBe(5);
  });

  it('[FN-54] start at order, whatever their time', async () => {
    const service = cloud.deploy(main, { triggers: [everyHour] });
    const record = await service.fireTrigger('f', 'hourly');
    expect(record).toMatchObject({ source: 'wx_trigger', ok: true });
    expect(service.calls()).toEqual([record]);
    await expect(service.fireTrigger('f', 'daily')).rejects.toMatchObject({
      code: 'INVALID_PARAM',
      message: 'there is no trigger f daily',
    });
  });

  it('[FN-55] do not make up for what was due while the cloud was down', async () => {
    cloud.deploy(main, { triggers: [everyHour] });
    cloud.clock.advance(3 * HOUR);
    await cloud.service.start();
    await cloud.service.idle();
    expect(cloud.service.calls()).toEqual([]);
    expect(cloud.service.triggers()[0]?.dueAt).toBeGreaterThan(
      cloud.clock.now()
    );
  });

  it('[FN-56] may run beside a run that has not ended', async () => {
    const service = cloud.deploy(
      `const fs = require('fs');
      exports.main = async () => {
        fs.appendFileSync(process.env.RUNS, 'x');
        while (fs.readFileSync(process.env.RUNS, 'utf8').length < 2) {
          await new Promise((r) => setTimeout(r, 5));
        }
      }`,
      { triggers: [everyHour], env: { RUNS: `${cloud.dir}/runs` } }
    );
    await service.start();
    cloud.clock.advance(HOUR);
    cloud.clock.advance(HOUR);
    await service.idle();
    expect(service.calls().map(({ ok }) => ok)).toEqual([true, true]);
  });
});

describe('the seven fields of a cron', () => {
  const from = Date.parse('2026-11-21T00:00:00+08:00');
  const next = (text: string, count = 3): string[] => {
    const cron = parseCron('f', text);
    const times: string[] = [];
    for (let at = from; times.length < count;) {
      at = nextAfter(cron, at);
      times.push(new Date(at + 8 * HOUR).toISOString().slice(0, 19));
    }
    return times;
  };

  it('[FN-21] are read in Asia/Shanghai', () => {
    expect(nextAfter(parseCron('f', '0 30 3 * * * *'), from)).toBe(
      Date.parse('2026-11-20T19:30:00Z')
    );
  });

  it.each([
    ['*/5 * * * * * *', '2026-11-21T00:00:05'],
    ['0 1/10 * * * * *', '2026-11-21T00:01:00'],
    ['0 15 10 * * MON-FRI *', '2026-11-23T10:15:00'],
    ['0 0 10,14,16 * * * *', '2026-11-21T10:00:00'],
    ['0 */30 9-17 * * * *', '2026-11-21T09:00:00'],
    ['0 0 12 * * wed *', '2026-11-25T12:00:00'],
    ['0 0 2 1 JAN * 2027-2028', '2027-01-01T02:00:00'],
    ['0 0 0 * * 0 *', '2026-11-22T00:00:00'],
  ])('[FN-50] %s falls due at %s', (text, due) => {
    expect(next(text, 1)).toEqual([due]);
  });

  it('[FN-51] join day and weekday by "or"', () => {
    expect(next('0 0 0 23 * 2 *')).toEqual([
      '2026-11-23T00:00:00',
      '2026-11-24T00:00:00',
      '2026-12-01T00:00:00',
    ]);
  });

  it.each([
    ['*/5 * * * *', '7-field'],
    ['0 0 0 L * * *', '"L"'],
    ['0 0 0 15W * * *', '"15W"'],
    ['0 0 0 ? * * *', '"?"'],
    ['0 0 0 * * 5#2 *', '"5#2"'],
    ['0 0 0 * * 7 *', '"7"'],
    ['60 * * * * * *', '"60"'],
    ['0 0 0 * * * 1969', '"1969"'],
    ['0 */0 * * * * *', '"*/0"'],
    ['@hourly', '7-field'],
  ])('[FN-22] %s is not taken, and named', (text, named) => {
    expect(() => parseCron('function "f"', text)).toThrow(named);
    const triggers = [{ ...everyHour, config: text }];
    expect(() => cloud.deploy('', { triggers })).toThrow(
      'trigger of function "f"'
    );
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '../../domain/rollup/day';
import { addDays } from '../../domain/settings/hours';
import type { OutputOf } from '../../domain/actions/index';
import type { PageMark } from '../../domain/actions/page';
import type { WebPerson } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';

let world: World;
let admin: WebPerson;
let agent: Hired;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  admin = await world.setUp();
  agent = await world.hire('A1001');
  await world.hire('A1002', { signIn: false });
});
afterAll(() => world.stop());

describe('[B-114] the audit', () => {
  it('is found by who, what, to whom and when, the latest first', async () => {
    const { rows } = await admin.ask('audit.list', {});
    const times = rows.map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    const created = await admin.ask('audit.list', { action: 'staff.create' });
    expect(created.rows).toHaveLength(2);
    const object = agent.staffId;
    const his = await admin.ask('audit.list', {
      action: 'staff.create',
      object,
    });
    expect(his.rows).toMatchObject([{ object, name: '管理员' }]);
    const [row] = his.rows;
    const actor = row?.actor ?? '';
    const at = row?.at ?? 0;
    const span = { actor, from: at, to: at };
    expect((await admin.ask('audit.list', span)).rows).toContainEqual(row);
    const day = dayOf('Asia/Shanghai', at);
    const days = { firstDay: day, lastDay: day };
    expect((await admin.ask('audit.list', days)).rows).toContainEqual(row);
    const before = { lastDay: addDays(day, -1) };
    expect((await admin.ask('audit.list', before)).rows).toEqual([]);
    expect((await admin.ask('audit.list', { from: at + 1e9 })).rows).toEqual(
      []
    );
  });

  it('goes on after the last row of a page', async () => {
    const seen: string[] = [];
    for (let n = 0; n < 21; n += 1) {
      await admin.ask('settings.update', {
        changes: [{ section: 'push', values: { perHour: n % 5 } }],
        rev: (await admin.ask('settings.get', {})).rev,
      });
    }
    let after: PageMark | null = null;
    do {
      const page: OutputOf<'audit.list'> = await admin.ask(
        'audit.list',
        after ? { after } : {}
      );
      seen.push(...page.rows.map(({ _id }) => _id));
      after = page.next;
    } while (after);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe((await world.all('audit')).length);
  });

  it('[B-113] is read by administrators only and changed by nobody', async () => {
    const before = await world.all('audit');
    for (const person of [agent.phone, world.customerPhone()]) {
      expect(await person.refusal('audit.list', {})).not.toBe('OK');
      const query = { action: 'staff.create' };
      const changed = await person.changes('audit', query, { actor: 'x' });
      expect(changed.refused).not.toBeNull();
      const added = await person.puts('audit', { _id: 'x', actor: 'x' });
      expect(added.refused).not.toBeNull();
    }
    expect(await world.all('audit')).toEqual(before);
  });
});

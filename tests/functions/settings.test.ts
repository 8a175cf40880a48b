import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputOf } from '../../domain/actions/index';
import { DEFAULT_SETTINGS } from '../../domain/settings/schema';
import { ERROR_CODES } from '../../domain/values/error-codes';
import type { Person, WebPerson } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';

let world: World;
let admin: WebPerson;
let agent: Hired;
let supervisor: Hired;
let customer: Person;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  admin = await world.setUp();
  agent = await world.hire('A1001');
  supervisor = await world.hire('S1001', { role: 'supervisor' });
  customer = world.customerPhone();
});
afterAll(() => world.stop());

const revNow = async () => (await admin.ask('settings.get', {})).rev;
const audited = () => world.all('audit', { action: 'settings.update' });

/** Runs `act` and expects the database to be as large as before. */
async function expectNothingWritten<T>(act: () => Promise<T>): Promise<T> {
  const before = await world.counts();
  const rev = await revNow();
  const result = await act();
  expect(await world.counts()).toEqual(before);
  expect(await revNow()).toBe(rev);
  return result;
}

describe('[A-BR15] who may see and change settings', () => {
  it('an administrator changes, a supervisor reads, nobody else does', async () => {
    const update = {
      changes: [{ section: 'push' as const, values: { on: false } }],
      rev: 0,
    };
    const codes = await expectNothingWritten(async () => ({
      supervisor: await supervisor.phone.refusal('settings.update', update),
      agent: await agent.phone.refusal('settings.update', update),
      customer: await customer.refusal('settings.update', update),
      restore: await supervisor.phone.refusal('settings.restore', { rev: 0 }),
      history: await supervisor.phone.refusal('settings.history', {}),
      agentGet: await agent.phone.refusal('settings.get', {}),
      customerGet: await customer.refusal('settings.get', {}),
      desk: await customer.refusal('settings.forDesk', {}),
    }));
    expect(codes).toEqual({
      supervisor: 'FORBIDDEN',
      agent: 'FORBIDDEN',
      customer: 'UNAUTHENTICATED',
      restore: 'FORBIDDEN',
      history: 'FORBIDDEN',
      agentGet: 'FORBIDDEN',
      customerGet: 'UNAUTHENTICATED',
      desk: 'UNAUTHENTICATED',
    });
    const read = await supervisor.phone.ask('settings.get', {});
    expect(read.settings).toEqual(DEFAULT_SETTINGS);
  });

  it('[F014a] a supervisor tries who would get a customer, an agent may not', async () => {
    const rule = { strategy: 'fewest', dutyStaffId: '-', open: true } as const;
    const before = await world.counts();
    const trial = await supervisor.phone.ask('desk.tryAssign', rule);
    expect(trial).toMatchObject({ why: 'default', there: 2, able: 2 });
    expect([agent.staffId, supervisor.staffId]).toContain(trial.staffId);
    const closed = { ...rule, open: false };
    expect(await admin.ask('desk.tryAssign', closed)).toMatchObject({
      staffId: '-',
      why: 'nobody-on-duty',
    });
    const duty = { ...closed, dutyStaffId: agent.staffId };
    expect(await admin.ask('desk.tryAssign', duty)).toMatchObject({
      staffId: agent.staffId,
      why: 'duty',
    });
    expect(await agent.phone.refusal('desk.tryAssign', rule)).toBe('FORBIDDEN');
    expect(await world.counts()).toEqual(before);
  });

  it('only an administrator sees where alerts are posted', async () => {
    const webhook = 'https://alerts.example.com/send?key=secret';
    const { rev } = await admin.ask('settings.get', {});
    const changes = [{ section: 'alerts' as const, values: { webhook } }];
    await admin.ask('settings.update', { changes, rev });
    const his = await supervisor.phone.ask('settings.get', {});
    expect(his.settings.alerts.webhook).toBe('');
    const own = await admin.ask('settings.get', {});
    expect(own.settings.alerts.webhook).toBe(webhook);
  });

  it('an agent learns what his screen needs, as it is now', async () => {
    const before = await agent.phone.ask('settings.forDesk', {});
    expect(before.conversation).toEqual(DEFAULT_SETTINGS.conversation);
    await world.settings('conversation', { recallMinutes: 7 });
    const { conversation } = await agent.phone.ask('settings.forDesk', {});
    expect(conversation).toEqual({
      ...DEFAULT_SETTINGS.conversation,
      recallMinutes: 7,
    });
  });

  it('no client reads them from the database', async () => {
    const { refused } = await admin.changes(
      'settings',
      { _id: 'current' },
      { rev: 99 }
    );
    expect(refused).toMatch(/PERMISSION_DENIED/);
  });
});

describe('[B-98] a change', () => {
  it('is kept, audited by name, and never by value', async () => {
    const rev = await revNow();
    const before = (await audited()).length;
    const done = await admin.ask('settings.update', {
      changes: [
        { section: 'safety', values: { words: ['赌博网站'], mode: 'hold' } },
      ],
      rev,
    });
    expect(done.rev).toBe(rev + 1);
    expect(done.settings.safety).toMatchObject({
      words: ['赌博网站'],
      mode: 'hold',
      onFailure: 'open',
    });
    const rows = await audited();
    expect(rows).toHaveLength(before + 1);
    expect(rows).toContainEqual(
      expect.objectContaining({
        object: `rev.${rev + 1}`,
        detail: 'safety.mode, safety.words',
      })
    );
    expect(JSON.stringify(rows)).not.toContain('赌博');
  });

  it('of several sections is one revision, all of it or nothing', async () => {
    const rev = await revNow();
    const changes = (perHour: number) => [
      { section: 'push' as const, values: { perHour } },
      { section: 'limits' as const, values: { messagesPerHour: 66 } },
    ];
    const refused = await expectNothingWritten(() =>
      admin.call('settings.update', { changes: changes(21).reverse(), rev })
    );
    expect(refused).toMatchObject({ error: { field: 'push.perHour' } });
    await admin.ask('settings.update', { changes: changes(7), rev });
    const { revisions } = await admin.ask('settings.history', {});
    expect(revisions[0]).toMatchObject({
      rev: rev + 1,
      changed: ['push.perHour', 'limits.messagesPerHour'],
    });
  });

  it('over a revision that is not the last is refused, and says so', async () => {
    const rev = await revNow();
    const change = (perHour: number) => ({
      changes: [{ section: 'push' as const, values: { perHour } }],
      rev,
    });
    const [one, two] = await Promise.all([
      admin.refusal('settings.update', change(4)),
      admin.refusal('settings.update', change(5)),
    ]);
    expect([one, two].sort()).toEqual(['OK', 'SETTINGS_CHANGED']);
    expect(await revNow()).toBe(rev + 1);
  });

  it('that was made already is made no second time', async () => {
    const rev = await revNow();
    const changes = [{ section: 'push' as const, values: { perHour: 6 } }];
    const input = { changes, rev };
    const first = await admin.ask('settings.update', input);
    const again = await expectNothingWritten(() =>
      admin.ask('settings.update', input)
    );
    expect(again).toEqual(first);
  });

  const wrong: [string, string, unknown, string][] = [
    ['a number out of range', 'push', { perHour: 21 }, 'push.perHour'],
    ['an operator', 'push', { perHour: { $gt: 0 } }, 'push.perHour'],
    ['a value nobody knows', 'push', { colour: 1 }, 'push.colour'],
    [
      'a duty agent nobody knows',
      'assignment',
      { dutyStaffId: 'abcdefgh12345678' },
      'assignment.dutyStaffId',
    ],
  ];
  for (const [what, section, values, field] of wrong) {
    it(`with ${what} is refused by the name of its field`, async () => {
      const rev = await revNow();
      const answer = await expectNothingWritten(() =>
        admin.call('settings.update', {
          changes: [{ section, values }],
          rev,
        } as InputOf<'settings.update'>)
      );
      expect(answer).toMatchObject({
        ok: false,
        error: {
          code: 'INVALID_INPUT',
          message: ERROR_CODES.INVALID_INPUT.message,
          field,
        },
      });
    });
  }

  it('of a section nobody knows is refused', async () => {
    for (const section of ['weather', '__proto__', 'constructor', { $ne: 1 }]) {
      const answer = await expectNothingWritten(() =>
        admin.call('settings.update', {
          changes: [{ section: section as 'push', values: {} }],
          rev: 0,
        })
      );
      expect(answer).toMatchObject({ error: { code: 'INVALID_INPUT' } });
    }
  });
});

describe('[B-98] the history of the settings', () => {
  it('has every revision, who made it and what it changed', async () => {
    await world.settings('limits', { entriesPerHour: 77 });
    const { revisions } = await admin.ask('settings.history', {});
    const [last, before] = revisions;
    expect(last).toMatchObject({
      rev: await revNow(),
      name: '管理员',
      changed: ['limits.entriesPerHour'],
      restored: null,
    });
    expect(last?.settings.limits.entriesPerHour).toBe(77);
    expect(before?.settings.limits.entriesPerHour).toBe(120);
    expect(before?.rev).toBe((last?.rev ?? 0) - 1);
  });

  it('comes in pages', async () => {
    for (let n = 1; n <= 21; n += 1) {
      const values = { entriesPerHour: 200 + n };
      await admin.ask('settings.update', {
        changes: [{ section: 'limits', values }],
        rev: await revNow(),
      });
    }
    const seen: number[] = [];
    let beforeRev: number | undefined;
    do {
      const page = await admin.ask('settings.history', {
        ...(beforeRev !== undefined && { beforeRev }),
      });
      seen.push(...page.revisions.map(({ rev }) => rev));
      beforeRev = page.next ?? undefined;
    } while (beforeRev !== undefined);
    const last = await revNow();
    expect(seen).toEqual(Array.from({ length: last }, (_, at) => last - at));
  });

  it('is undone only while nobody has changed more since', async () => {
    const { rev } = await admin.ask('settings.get', {});
    await world.settings('push', { mergeMinutes: 8 });
    await world.settings('limits', { entriesPerHour: 90 });
    const undo = { rev, onlyAt: rev + 1 };
    expect(await admin.refusal('settings.restore', undo)).toBe(
      'SETTINGS_CHANGED'
    );
    const now = await admin.ask('settings.get', {});
    expect(now.rev).toBe(rev + 2);
    expect(now.settings.push.mergeMinutes).toBe(8);
    const again = { rev, onlyAt: rev + 2 };
    expect((await admin.ask('settings.restore', again)).rev).toBe(rev + 3);
    // The answer was lost: what is so already is no conflict.
    expect((await admin.ask('settings.restore', again)).rev).toBe(rev + 3);
  });

  it('gives an earlier revision back, and the defaults', async () => {
    const { rev } = await admin.ask('settings.get', {});
    await world.settings('push', { mergeMinutes: 9 });
    const restored = await admin.ask('settings.restore', { rev });
    expect(restored.rev).toBe(rev + 2);
    expect(restored.settings.push.mergeMinutes).toBe(5);
    const defaults = await admin.ask('settings.restore', { rev: 0 });
    expect(defaults.settings).toEqual(DEFAULT_SETTINGS);
    const { revisions } = await admin.ask('settings.history', {});
    expect(revisions[0]).toMatchObject({ restored: 0, rev: rev + 3 });
    expect(await admin.refusal('settings.restore', { rev: 9_999 })).toBe(
      'NOT_FOUND'
    );
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebPerson } from '../support/person';
import { answerLeavingPush } from '../support/push-left';
import {
  PUSH_TEMPLATE,
  startWorld,
  type Hired,
  type World,
} from '../support/world';

const SHANGHAI = 8 * 60 * 60_000;
const DAY = 24 * 60 * 60_000;

let world: World;
let admin: WebPerson;
let leader: Hired;
let one: Hired;
let two: Hired;
/** The first day and the second. */
let dates: [string, string];

const dateOf = (at: number) =>
  new Date(at + SHANGHAI).toISOString().slice(0, 10);

/** One push to somebody new, with this much at WeChat and in our ledger. */
async function push(
  agent: Hired,
  consents: { ours: number; theirs: number },
  opens = false
): Promise<void> {
  await agent.phone.ask('account.presence', { state: 'online' });
  const customer = world.customerPhone();
  const { conversation } = await customer.says('你好');
  expect(conversation.staffId).toBe(agent.staffId);
  const openid = customer.me;
  const { ours, theirs: count } = consents;
  const templateId = PUSH_TEMPLATE;
  await world.door.post('wechat/credit', { openid, templateId, count });
  if (ours > 0) {
    const results = { [templateId]: 'accept' as const };
    await customer.ask('push.credit', { results, key: `tap-${openid}` });
  }
  const { phone } = agent;
  const pushId = await answerLeavingPush(world, phone, conversation, '已处理');
  await phone.ask('work.run', { pushId });
  if (opens) await customer.ask('push.clicked', { pushId });
  await agent.phone.ask('account.presence', { state: 'busy' });
}

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  admin = await world.setUp();
  const { team: first } = await admin.ask('team.create', { name: '一组' });
  const { team: second } = await admin.ask('team.create', { name: '二组' });
  const hire = async (code: string, teamId: string) => {
    const hired = await world.hire(code, { teamId });
    await hired.phone.ask('account.presence', { state: 'busy' });
    return hired;
  };
  one = await hire('A1001', first.teamId);
  two = await hire('A1002', second.teamId);
  const role = 'supervisor' as const;
  leader = await world.hire('S1001', { role, teamId: first.teamId });
  await leader.phone.ask('account.presence', { state: 'busy' });
  const both = { ours: 1, theirs: 1 };
  const start = await world.door.now();
  await push(one, both, true);
  await push(one, { ours: 0, theirs: 0 });
  await push(two, both);
  await world.door.advance(DAY);
  // Ours says one, WeChat none: refused for good.
  await push(one, { ours: 1, theirs: 0 });
  await push(two, both, true);
  dates = [dateOf(start), dateOf(start + DAY)];
});
afterAll(() => world.stop());

const none = {
  attempted: 0,
  accepted: 0,
  failed: 0,
  skipped: 0,
  limited: 0,
  noCredit: 0,
  clicked: 0,
};
const line = (at: 0 | 1, { staffId }: Hired, counts: Partial<typeof none>) => ({
  ...none,
  ...counts,
  date: dates[at],
  templateId: PUSH_TEMPLATE,
  staffId,
});
const sorted = (lines: object[]) =>
  lines.map((l) => JSON.stringify(l, Object.keys(l).sort())).sort();
const ask = (person: Hired['phone'], from = dates[0], to = dates[1]) =>
  person.ask('report.pushes', { from, to });

describe('[A-P03] the report of reminders, counted by hand', () => {
  it('[A-K05] is of everybody for an administrator, day by day', async () => {
    const { lines, total } = await ask(admin);
    const first = { attempted: 1, accepted: 1, clicked: 1, noCredit: 1 };
    expect(sorted(lines)).toEqual(
      sorted([
        line(0, one, first),
        line(0, two, { attempted: 1, accepted: 1 }),
        line(1, one, { attempted: 1, failed: 1 }),
        line(1, two, { attempted: 1, accepted: 1, clicked: 1 }),
      ])
    );
    expect(total).toEqual({
      ...none,
      attempted: 4,
      accepted: 3,
      failed: 1,
      noCredit: 1,
      clicked: 2,
      acceptance: 3 / 4,
      reachGap: 1 / 5,
    });
    const second = await ask(admin, dates[1], dates[1]);
    expect(second.total).toMatchObject({ attempted: 2, accepted: 1 });
  });

  it('[A-BR14] is of his team for a supervisor', async () => {
    const { lines, total } = await ask(leader.phone);
    expect(new Set(lines.map(({ staffId }) => staffId))).toEqual(
      new Set([one.staffId])
    );
    expect(total).toEqual({
      ...none,
      attempted: 2,
      accepted: 1,
      failed: 1,
      noCredit: 1,
      clicked: 1,
      acceptance: 1 / 2,
      reachGap: 1 / 3,
    });
  });
});

describe('[A-P03] single reminders, the rows of that report', () => {
  const list = (person: Hired['phone'], query = {}) =>
    person.ask('record.pushes', query);

  it('are as many as it counts, the latest first, and tell no identity', async () => {
    const { pushes, next } = await list(admin);
    expect(next).toBeNull();
    expect(pushes.map(({ status }) => status)).toEqual([
      'sent',
      'failed',
      'sent',
      'skipped:no_credit',
      'sent',
    ]);
    expect(pushes[1]).toMatchObject({ agentName: '客服A1001', errCode: 43101 });
    expect(JSON.stringify(pushes)).not.toMatch(/customer-\d|已处理/);
    const sent = { status: 'sent' as const };
    expect((await list(admin, sent)).pushes).toHaveLength(3);
    const opened = { ...sent, clicked: true, staffId: two.staffId };
    expect((await list(admin, opened)).pushes).toHaveLength(1);
    const [latest] = pushes;
    const to = (latest?.createdAt ?? 0) - 1;
    expect((await list(admin, { to })).pushes).toHaveLength(4);
    const after = { at: to + 1, id: latest?.pushId ?? '' };
    expect((await list(admin, { after })).pushes).toEqual(pushes.slice(1));
  });

  it('[A-BR14] are those of his team for a supervisor', async () => {
    const { pushes } = await list(leader.phone);
    expect(new Set(pushes.map(({ staffId }) => staffId))).toEqual(
      new Set([one.staffId])
    );
    expect(pushes).toHaveLength(3);
    const { staffId } = two;
    expect(await leader.phone.refusal('record.pushes', { staffId })).toBe(
      'FORBIDDEN'
    );
    expect(await one.phone.refusal('record.pushes', {})).toBe('FORBIDDEN');
  });
});

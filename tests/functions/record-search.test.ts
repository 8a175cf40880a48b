import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputOf } from '../../domain/actions/index';
import { dayOf } from '../../domain/rollup/day';
import { rowsBehind } from '../../domain/record/behind-number';
import type { Person, WebPerson } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';

type Query = InputOf<'record.list'>;

/** After that nobody may open a conversation again. */
const REOPEN_MS = 25 * 60 * 60_000;

let world: World;
let admin: WebPerson;
let agent: Hired;
let began: number;

/** A conversation that is ended and rated; the next one of his is another. */
async function talk(text: string, score: number, tags: string[]) {
  const customer = world.customerPhone();
  const { conversation } = await customer.says(text);
  const conversationId = conversation._id;
  await agent.phone.ask('desk.tag', { conversationId, tags });
  await agent.phone.ask('desk.outcome', {
    conversationId,
    converted: score > 3,
  });
  const reason = 'resolved';
  await agent.phone.ask('conversation.close', { conversationId, reason });
  const resolved = score > 3;
  await customer.ask('conversation.rate', { conversationId, score, resolved });
  await world.door.advance(1_000);
  return customer;
}

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  admin = await world.setUp();
  agent = await world.hire('A1001');
  began = await world.door.now();
  await talk('我的快递没有发货', 5, ['退款']);
  await talk('怎么开发票.*', 2, ['发票', '退款']);
  await talk('您好', 5, []);
  await world.customerPhone().says('还没有人理我');
});
afterAll(() => world.stop());

const found = async (query: Query, person: Person = admin) =>
  (await person.ask('record.list', query)).records.length;

describe('[F012a] [F011d] conversations are found', () => {
  it('by tag, by what was said and by what came of them', async () => {
    expect(await found({ tag: '退款' })).toBe(2);
    expect(await found({ tag: '退款', converted: false })).toBe(1);
    // Of the three that ended, one customer said that it was not solved.
    expect(await found({ resolved: true })).toBe(2);
    expect(await found({ score: 5 })).toBe(2);
    expect(await found({ text: '发货' })).toBe(1);
    expect(await found({ text: '发货', tag: '发票' })).toBe(0);
  });

  it('[A-P09] by letters, not by a pattern that somebody typed', async () => {
    expect(await found({ text: '.*' })).toBe(1);
    expect(await found({ text: '^' })).toBe(0);
  });

  it('[F012a] by another time than the last message', async () => {
    expect(await found({ by: 'closedAt' })).toBe(3);
    expect(await found({ by: 'createdAt', to: began })).toBe(0);
    expect(await found({ by: 'createdAt', from: began })).toBe(4);
  });

  it('[A-BR13] within what he may see, whatever he asks for', async () => {
    const other = await world.hire('A1002', { signIn: true });
    await other.phone.ask('account.presence', { state: 'busy' });
    expect(await found({ text: '发货' }, other.phone)).toBe(0);
    expect(await found({ text: '发货' }, agent.phone)).toBe(1);
  });
});

describe('[F010a] a number of a report', () => {
  it('opens down to exactly its rows', async () => {
    const { total } = await admin.ask('report.day', {});
    const span = { from: began - 1, to: (await world.door.now()) + 60_000 };
    const { numbers } = total;
    expect(await found(rowsBehind('begun', span))).toBe(numbers.begun);
    expect(await found(rowsBehind('closed', span))).toBe(numbers.closed);
    expect(await found(rowsBehind('converted', span))).toBe(numbers.converted);
    for (const [at, count] of numbers.scores.entries()) {
      const behind = rowsBehind({ score: at + 1 }, span);
      expect(await found(behind), `score ${at + 1}`).toBe(count);
    }
  });

  it('[A-K04] of what was solved at the first contact, not of what is said to be', async () => {
    const from = await world.door.now();
    const day = dayOf('Asia/Shanghai', from);
    await talk('第一次就好了', 5, []);
    const back = await talk('又来了', 5, []);
    const { conversation } = await back.says('还是不行');
    const conversationId = conversation._id;
    const reason = 'resolved';
    await agent.phone.ask('conversation.close', { conversationId, reason });
    const to = (await world.door.now()) + 1_000;
    await world.door.advance(REOPEN_MS);
    const span = { from, to };
    expect(await found({ ...span, by: 'closedAt', resolved: true })).toBe(2);
    const behind = rowsBehind('solved', span);
    const { records } = await admin.ask('record.list', behind);
    expect(records.map(({ lastText }) => lastText)).toEqual(['第一次就好了']);
    const { total } = await admin.ask('report.day', { date: day });
    const whole = rowsBehind('solved', { firstDay: day, lastDay: day });
    expect(await found(whole)).toBe(total.numbers.solvedInOne);
  });
});

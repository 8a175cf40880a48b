import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputOf, OutputOf } from '../../domain/actions/index';
import { newMessageId } from '../../domain/values/message-id';
import type { Person, WebPerson } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';

type Query = InputOf<'customer.list'>;
type Listed = OutputOf<'customer.list'>['customers'][number];

/** Nicks as only somebody would choose them who tries a database. */
const HOSTILE = ['$where', '__proto__', '(a+)+$', '.*', '{"$gt":""}', '\\'];
const COMMON = 25;

let world: World;
let admin: WebPerson;
let agent: Hired;
let other: Hired;
const ids = new Map<string, string>();

async function comes(nick: string): Promise<Person> {
  const phone = world.customerPhone();
  await phone.ask('customer.setName', { nick });
  const [found] = await world.all<Listed>('customers', { openid: phone.me });
  ids.set(nick, found?.customerId ?? '');
  return phone;
}
const idOf = (nick: string) => ids.get(nick) ?? '';
const list = (query: Query, person: Person = admin) =>
  person.ask('customer.list', query);
const nicks = async (query: Query, person?: Person) =>
  (await list(query, person)).customers.map(({ nick }) => nick);

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  admin = await world.setUp();
  for (const nick of HOSTILE) await comes(nick);
  agent = await world.hire('A1001');
  const served = await comes('李雷');
  await served.says('你好');
  await agent.phone.ask('account.presence', { state: 'busy' });
  other = await world.hire('A1002');
  const foreign = await comes('韩梅梅');
  await foreign.says('在吗');
  for (let n = 1; n <= COMMON; n += 1) await comes(`访客${n}`);
});
afterAll(() => world.stop());

describe('[F011d] customers are found', () => {
  it('by a part of the nick, the name or the unit, in any case', async () => {
    await admin.ask('customer.update', {
      customerId: idOf('李雷'),
      name: 'Lei Li',
      unit: '第一中学',
    });
    expect(await nicks({ text: '李' })).toEqual(['李雷']);
    expect(await nicks({ text: 'lei l' })).toEqual(['李雷']);
    expect(await nicks({ text: '一中' })).toEqual(['李雷']);
    expect(await nicks({ text: '没有这个人' })).toEqual([]);
  });

  it('[B-13] by a tag, and by what a remark says', async () => {
    const customerId = idOf('韩梅梅');
    await admin.ask('customer.tag', { customerId, add: ['VIP'] });
    await admin.ask('customer.remark', {
      customerId,
      remarkId: newMessageId(Date.now(), Math.random),
      text: '对花生过敏',
    });
    expect(await nicks({ tag: 'VIP' })).toEqual(['韩梅梅']);
    expect(await nicks({ text: 'VIP' })).toEqual(['韩梅梅']);
    expect(await nicks({ text: '花生' })).toEqual(['韩梅梅']);
    expect(await nicks({ tag: 'VIP', text: '李' })).toEqual([]);
  });

  it('[B-109] by a whole number or its end, never by a part', async () => {
    await admin.ask('customer.update', {
      customerId: idOf('李雷'),
      phone: '13812345678',
    });
    expect(await nicks({ text: '138 1234 5678' })).toEqual(['李雷']);
    expect(await nicks({ text: '5678' })).toEqual(['李雷']);
    expect(await nicks({ text: '13812345679' })).toEqual([]);
    expect(await nicks({ text: '1234' })).toEqual([]);
    expect(await nicks({ text: '****' })).toEqual([]);
    const [found] = (await list({ text: '5678' })).customers;
    expect(found?.phone).toBe('138****5678');
    expect(JSON.stringify(found)).not.toMatch(/12345678|customer-/);
  });

  it('by when they were last here', async () => {
    const { customers } = await list({ text: '韩' });
    const at = customers[0]?.lastActiveAt ?? 0;
    expect(await nicks({ text: '韩', from: at, to: at })).toEqual(['韩梅梅']);
    expect(await nicks({ text: '韩', from: at + 1 })).toEqual([]);
    expect(await nicks({ text: '韩', to: at - 1 })).toEqual([]);
  });

  it('in pages that repeat nobody and leave nobody out', async () => {
    const seen: string[] = [];
    let after: Query['after'];
    do {
      const page = await list({ text: '访客', ...(after && { after }) });
      seen.push(...page.customers.map(({ nick }) => nick));
      after = page.next ?? undefined;
      // Somebody new does not move the pages.
      if (seen.length === 20) await comes('访客新来');
    } while (after);
    const wanted = Array.from({ length: COMMON }, (_, at) => `访客${at + 1}`);
    expect(seen).toHaveLength(COMMON);
    expect(new Set(seen)).toEqual(new Set(wanted));
  });
});

describe('[A-P09] what is typed is a text and no operator', () => {
  for (const nick of HOSTILE) {
    it(`${nick} finds whoever is called so, and nobody else`, async () => {
      expect(await nicks({ text: nick })).toEqual([nick]);
    });
  }

  it('a pattern that would take for ever is done at once', async () => {
    const text = '(a+)+(a+)+(a+)+$'.padEnd(50, 'a');
    const before = performance.now();
    expect(await nicks({ text })).toEqual([]);
    expect(performance.now() - before).toBeLessThan(5_000);
  });

  const operators: [string, unknown][] = [
    ['text', { $ne: '' }],
    ['text', { $regex: '.*' }],
    ['tag', { $in: ['VIP'] }],
    ['staffId', { $ne: '-' }],
    ['from', { $gt: 0 }],
    ['after', { at: { $gt: 0 }, id: 'x' }],
    ['after', { at: 1, id: { $gt: '' } }],
    ['$where', '1'],
  ];
  for (const [field, value] of operators) {
    it(`an operator as ${field} is refused: ${JSON.stringify(value)}`, async () => {
      const query = { [field]: value } as Query;
      expect(await admin.refusal('customer.list', query)).toBe('INVALID_INPUT');
    });
  }

  it('a tag may be called like an operator', async () => {
    const customerId = idOf('.*');
    await admin.ask('customer.tag', { customerId, add: ['$exists'] });
    expect(await nicks({ tag: '$exists' })).toEqual(['.*']);
    expect(await nicks({ tag: '.*' })).toEqual([]);
  });
});

describe('[A-BR13] [A-BR14] whom somebody finds', () => {
  it('an agent those whom he serves, nobody else', async () => {
    expect(await nicks({}, agent.phone)).toEqual(['李雷']);
    expect(await nicks({}, other.phone)).toEqual(['韩梅梅']);
    expect(await nicks({ text: '韩' }, agent.phone)).toEqual([]);
    const theirs = { staffId: other.staffId };
    expect(await agent.phone.refusal('customer.list', theirs)).toBe(
      'FORBIDDEN'
    );
  });

  it('a supervisor those of an agent', async () => {
    const { phone } = await world.hire('S1001', { role: 'supervisor' });
    const found = await nicks({ staffId: agent.staffId }, phone);
    expect(found).toEqual(['李雷']);
    expect((await list({}, phone)).next).not.toBeNull();
  });

  it('a customer nobody', async () => {
    const customer = world.customerPhone();
    expect(await customer.refusal('customer.list', {})).toBe('UNAUTHENTICATED');
  });
});

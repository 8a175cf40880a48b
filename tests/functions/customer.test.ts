import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../domain/conversation/schema';
import type { Customer } from '../../domain/customer/schema';
import { newMessageId } from '../../domain/values/message-id';
import type { Person } from '../support/person';
import {
  PUSH_TEMPLATE,
  startWorld,
  type Hired,
  type World,
} from '../support/world';

let world: World;
let agent: Hired;
let other: Hired;
let supervisor: Hired;
let customer: Person;
let conversation: Conversation;
let customerId: string;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  agent = await world.hire('A1001');
  customer = world.customerPhone();
  conversation = (await customer.says('你好')).conversation;
  customerId = conversation.customerId;
  other = await world.hire('A1002');
  supervisor = await world.hire('S1001', { role: 'supervisor' });
});
afterAll(() => world.stop());

const stored = async () => {
  const [found] = await world.all<Customer>('customers', { customerId });
  if (!found) throw new Error('no such customer');
  return found;
};
const id = () => newMessageId(Date.now(), Math.random);
const audited = (action: string) => world.all('audit', { action });

/** Runs `act` and expects the customer and the counts to be as before. */
async function expectNothingWritten<T>(act: () => Promise<T>): Promise<T> {
  const before = [await world.counts(), await stored()];
  const result = await act();
  expect([await world.counts(), await stored()]).toEqual(before);
  return result;
}

describe('[A-DM01] a customer', () => {
  it('has every field that was wished for', async () => {
    const found = await stored();
    expect(found).toMatchObject({
      customerId: expect.stringMatching(/^[0-9a-z]{16}$/),
      openid: customer.me,
      nick: expect.stringMatching(/^客户/),
      avatar: '',
      phone: '',
      createdAt: expect.any(Number),
      lastActiveAt: expect.any(Number),
    });
  });

  it('exists once for an openid, whoever comes at the same time', async () => {
    const phone = world.customerPhone();
    await Promise.all(
      Array.from({ length: 5 }, () => phone.ask('conversation.enter', {}))
    );
    const found = await world.all('customers', { openid: phone.me });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ _id: phone.me });
  });

  it('cannot be made or changed by a client', async () => {
    const made = await customer.puts('customers', { _id: id(), openid: 'x' });
    expect(made.refused).toMatch(/PERMISSION_DENIED/);
    const changed = await customer.changes(
      'customers',
      { _id: customer.me },
      { priority: 9 }
    );
    expect(changed.refused).toMatch(/PERMISSION_DENIED/);
  });
});

describe('[F007e] [F011b] [F011c] [B-14] the pane beside the chat', () => {
  it('shows profile, tags, remarks, history and reminders left', async () => {
    await agent.phone.ask('customer.tag', { customerId, add: ['VIP'] });
    await agent.phone.ask('customer.remark', {
      customerId,
      remarkId: id(),
      text: '喜欢邮件联系',
    });
    await customer.ask('push.credit', {
      results: { [PUSH_TEMPLATE]: 'accept' },
      key: 'one-consent',
    });
    const seen = await agent.phone.ask('customer.get', { customerId });
    expect(seen.customer).toMatchObject({ customerId, tags: ['VIP'] });
    expect(seen.remarks).toMatchObject([
      { text: '喜欢邮件联系', name: '客服A1001' },
    ]);
    expect(seen.records).toMatchObject([
      {
        conversationId: conversation._id,
        lastText: '你好',
        agentName: '客服A1001',
      },
    ]);
    expect(seen.pushBalances).toEqual([
      { templateId: PUSH_TEMPLATE, balance: 1 },
    ]);
    expect(JSON.stringify(seen)).not.toContain(customer.me);
  });

  it('[A-BR13] of somebody else’s customer is closed to an agent', async () => {
    const tried = (person: Person) =>
      Promise.all([
        person.refusal('customer.get', { customerId }),
        person.refusal('customer.update', { customerId, nick: '改' }),
        person.refusal('customer.tag', { customerId, add: ['x'] }),
        person.refusal('customer.remark', {
          customerId,
          remarkId: id(),
          text: 'x',
        }),
      ]);
    const codes = await expectNothingWritten(async () => [
      await tried(other.phone),
      await tried(customer),
    ]);
    expect(codes).toEqual([
      Array(4).fill('FORBIDDEN'),
      Array(4).fill('UNAUTHENTICATED'),
    ]);
    const unknown = { customerId: 'abcdefgh12345678' };
    expect(await agent.phone.refusal('customer.get', unknown)).toBe(
      'NOT_FOUND'
    );
  });
});

describe('[F011a] [B-11] what is known of a customer', () => {
  it('is changed by staff, and shows in the open conversation', async () => {
    await agent.phone.ask('customer.update', {
      customerId,
      nick: ' 李\u200b先生 ',
      name: '李雷',
      unit: '某某公司',
    });
    expect(await stored()).toMatchObject({
      nick: '李先生',
      name: '李雷',
      unit: '某某公司',
    });
    const [open] = await world.all<Conversation>('conversations', {
      customer: customer.me,
    });
    expect(open?.customerCard).toEqual({ nick: '李先生', avatar: '' });
    const rows = await audited('customer.update');
    expect(rows).toMatchObject([{ detail: 'nick, name, unit' }]);
    expect(JSON.stringify(rows)).not.toMatch(/李/);
  });

  it('is named by himself, and only his own name', async () => {
    const avatar = 'cloud://env.bucket/avatars/me.png';
    const named = await customer.ask('customer.setName', {
      nick: '小李',
      avatar,
    });
    expect(named).toEqual({ nick: '小李', avatar });
    const [open] = await world.all<Conversation>('conversations', {
      customer: customer.me,
    });
    expect(open?.customerCard).toEqual({ nick: '小李', avatar });
    const wrong = [
      { nick: '' },
      { nick: '一'.repeat(21) },
      { nick: { $ne: '' } },
      { avatar: 'https://x.example/a.png' },
      { nick: 'x', priority: 9 },
      { nick: 'x', customerId },
    ];
    for (const input of wrong) {
      const answer = await expectNothingWritten(() =>
        customer.raw('admin', { action: 'customer.setName', input })
      );
      expect(answer).toMatchObject({ error: { code: 'INVALID_INPUT' } });
    }
  });

  it('the priority is set by a supervisor, not by an agent', async () => {
    const change = { customerId, priority: 5 };
    const code = await expectNothingWritten(() =>
      agent.phone.refusal('customer.update', change)
    );
    expect(code).toBe('FORBIDDEN');
    await supervisor.phone.ask('customer.update', change);
    expect(await stored()).toMatchObject({ priority: 5 });
  });

  it('who never came before may name himself first', async () => {
    const phone = world.customerPhone();
    await phone.ask('customer.setName', { nick: '新人' });
    const { conversation: talk } = await phone.says('在吗');
    expect(talk.customerCard.nick).toBe('新人');
  });
});

describe('[F011d] [B-13] tags and remarks', () => {
  it('tags of two who write at once are all kept', async () => {
    await Promise.all([
      agent.phone.ask('customer.tag', { customerId, add: ['甲', '乙'] }),
      supervisor.phone.ask('customer.tag', { customerId, add: ['丙'] }),
    ]);
    const { tags } = await agent.phone.ask('customer.tag', {
      customerId,
      remove: ['VIP', '乙'],
    });
    expect([...tags].sort()).toEqual(['丙', '甲']);
    expect((await stored()).tags).toEqual(tags);
  });

  it('more tags than enough are refused, and none is written', async () => {
    const add = Array.from({ length: 20 }, (_, at) => `标签${at}`);
    const answer = await expectNothingWritten(() =>
      agent.phone.call('customer.tag', { customerId, add })
    );
    expect(answer).toMatchObject({
      error: { code: 'INVALID_INPUT', field: 'add' },
    });
  });

  it('a remark sent twice is there once', async () => {
    const remark = { customerId, remarkId: id(), text: '要发票' };
    const first = await agent.phone.ask('customer.remark', remark);
    const again = await agent.phone.ask('customer.remark', remark);
    expect(again).toEqual(first);
    const taken = await supervisor.phone.refusal('customer.remark', remark);
    expect(taken).toBe('INVALID_INPUT');
    const all = await world.all('remarks', { text: '要发票' });
    expect(all).toHaveLength(1);
  });

  it('a remark is taken back by its author or a supervisor', async () => {
    const [mine, his] = [id(), id()];
    const text = '备注';
    await agent.phone.ask('customer.remark', {
      customerId,
      remarkId: mine,
      text,
    });
    await supervisor.phone.ask('customer.remark', {
      customerId,
      remarkId: his,
      text,
    });
    expect(
      await agent.phone.refusal('customer.removeRemark', { remarkId: his })
    ).toBe('FORBIDDEN');
    expect(
      await other.phone.refusal('customer.removeRemark', { remarkId: mine })
    ).toBe('FORBIDDEN');
    await supervisor.phone.ask('customer.removeRemark', { remarkId: mine });
    await agent.phone.ask('customer.removeRemark', { remarkId: mine });
    const left = await world.all('remarks', { text });
    expect(left).toMatchObject([{ _id: his }]);
  });
});

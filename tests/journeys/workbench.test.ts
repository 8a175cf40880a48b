import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAgentCase } from '../../miniprogram/services/agent-case';
import {
  readOwnCode,
  rotateOwnCode,
} from '../../miniprogram/services/agent-code';
import { createHandover } from '../../miniprogram/services/agent-handover';
import { createReplies } from '../../miniprogram/services/agent-replies';
import { readToday } from '../../miniprogram/services/agent-today';
import { agentPhone, customerPhone, phonePorts } from '../support/phone';
import { startWorld, type World } from '../support/world';

const SOON = { timeout: 10_000, interval: 10 };

let world: World;
const open: { stop(): void }[] = [];

beforeEach(async () => {
  world = await startWorld();
});
afterEach(async () => {
  for (const phone of open.splice(0)) phone.stop();
  await world.stop();
});

test('[F007c] [F007e] an agent works with everything the workbench offers', async () => {
  const admin = await world.setUp();
  const { team } = await admin.ask('team.create', { name: '慢病组' });
  const chen = await world.hire('A1024', { signIn: false });
  const agent = agentPhone(world, 'phone-of-chen');
  open.push(agent);
  await agent.signIn({ staffCode: chen.staffCode, password: chen.password });
  agent.show();
  const customer = customerPhone(world, 'phone-of-li');
  open.push(customer);
  await customer.open();
  customer.show();
  customer.send('随访表上传失败');
  const conversation = await vi.waitFor(() => {
    const [first] = agent.store.get().open;
    expect(first?.state).toBe('active');
    return first!;
  }, SOON);
  const ports = phonePorts(world, 'phone-of-chen');

  await admin.ask('reply.create', {
    replyId: 'r0000000000000000001',
    shared: true,
    title: '问好',
    text: '您好，我是{客服}，{预计时间}内处理',
  });
  const replies = createReplies(ports, agent);
  await replies.load();
  const [reply] = replies.store.get().replies;
  const text = await replies.use(reply!._id, conversation._id);
  expect(text).toMatch(/^您好，我是.+，\{预计时间\}内处理$/);

  const kept = createAgentCase(ports, agent, conversation);
  await kept.load();
  expect(kept.store.get().phase).toBe('ready');
  await kept.tag(['加急']);
  await kept.tagCustomer(['重点']);
  await kept.update({ name: '李敏', unit: '城东社区' });
  await kept.remark('下午回电');
  await kept.note('先别催');
  agent.focusOn(conversation._id);
  await vi.waitFor(() => {
    const said = agent.store.get().threads[conversation._id]?.messages ?? [];
    expect(said.map(({ body }) => body.text)).toContain('先别催');
  }, SOON);
  await kept.load();
  const known = kept.store.get();
  expect(known.case?.case.tags).toEqual(['加急']);
  expect(known.customer).toMatchObject({
    customer: { name: '李敏', unit: '城东社区', tags: ['重点'] },
    remarks: [{ text: '下午回电' }],
  });
  const heard = customer.store.get().threads[conversation._id]?.messages ?? [];
  expect(heard.map(({ body }) => body.text)).not.toContain('先别催');

  const first = await readOwnCode(agent);
  expect(first.codeId).not.toBe('');
  const second = await rotateOwnCode(agent, first.codeId);
  expect(second.codeId).not.toBe(first.codeId);
  const { today } = await readToday(agent);
  expect(today.numbers.handled).toBeGreaterThanOrEqual(0);

  const { receivers, transfer } = createHandover(agent);
  const [to] = await receivers(conversation._id);
  expect(to).toMatchObject({ id: team.teamId, kind: 'team' });
  await transfer(conversation._id, to!, '请慢病组接手');
  await vi.waitFor(() => {
    expect(agent.store.get().open).toEqual([]);
    expect(agent.store.get().gone).toEqual([conversation._id]);
  }, SOON);
});

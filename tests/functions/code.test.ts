import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Code } from '../../domain/customer/code';
import { startWorld, type Hired, type World } from '../support/world';

let world: World;
let agent: Hired;
let other: Hired;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  agent = await world.hire('A1001');
  other = await world.hire('A1002');
});
afterAll(() => world.stop());

const mine = () => agent.phone.ask('code.create', { staffId: agent.staffId });

describe('[F009b] an exclusive code', () => {
  it('is made at once on the phone, short, random, as a picture', async () => {
    const made = await mine();
    expect(made.scene).toMatch(/^[0-9a-z]{12}$/);
    expect(made.fileId).toMatch(/^cloud:\/\/.+\/codes\/.+\.png$/);
    expect(made.scene).not.toContain(agent.staffId);
  });

  it('asked for again is the same', async () => {
    const [once, again] = [await mine(), await mine()];
    expect(again).toEqual(once);
    expect(await world.all('codes')).toHaveLength(1);
  });

  it('ordered from the web waits for a phone, which paints it', async () => {
    const admin = await world.web();
    await admin.signsIn('ADMIN', 'admin-password');
    const { staffId } = other;
    const ordered = await admin.ask('code.create', { staffId });
    expect(ordered.fileId).toBeNull();
    await world.customerPhone().ask('work.run', {});
    const [code] = await world.all<Code>('codes', { _id: ordered.codeId });
    expect(code?.fileId).toMatch(/^cloud:/);
    const later = await admin.ask('code.create', { staffId });
    const painted = { fileId: code?.fileId, pictureState: 'ready' };
    expect(later).toEqual({ ...ordered, ...painted });
  });
});

describe('[US001] scanning it', () => {
  it('[F001c] binds the customer, who gets that agent', async () => {
    const { scene } = await mine();
    const customer = world.customerPhone();
    const entered = await customer.ask('conversation.enter', { scene });
    expect(entered).toMatchObject({
      codeValid: true,
      agent: { name: '客服A1001', kind: 'exclusive' },
    });
    const [entry] = await world.all('entries', { _id: entered.entryId });
    expect(entry).toMatchObject({ scene, staffId: agent.staffId });
    const { conversation } = await customer.says('你好');
    expect(conversation.staffId).toBe(agent.staffId);
    const [kept] = await world.all('cases', { _id: conversation._id });
    expect(kept).toMatchObject({ assignedWhy: 'exclusive' });
  });

  it('[A-BR01] the exclusive agent comes before one with fewer', async () => {
    const { scene } = await mine();
    for (let at = 0; at < 3; at++) {
      const customer = world.customerPhone();
      await customer.ask('conversation.enter', { scene });
      const { conversation } = await customer.says('找专属客服');
      expect(conversation.staffId).toBe(agent.staffId);
    }
  });

  it('[F001e] while he is offline a default agent serves, the binding stays', async () => {
    const { scene } = await mine();
    await agent.phone.ask('account.presence', { state: 'offline' });
    const customer = world.customerPhone();
    const entered = await customer.ask('conversation.enter', { scene });
    expect(entered.agent).toMatchObject({
      name: '客服A1002',
      kind: 'default',
    });
    const { conversation } = await customer.says('你好');
    expect(conversation.staffId).toBe(other.staffId);
    const [bound] = await world.all('customers', { _id: customer.me });
    expect(bound).toMatchObject({ boundStaffId: agent.staffId });
    const [kept] = await world.all('cases', { _id: conversation._id });
    expect(kept).toMatchObject({
      explanation: expect.stringContaining('exclusive agent not online'),
    });
  });

  it('of one who is disabled is valid no more', async () => {
    const { scene } = await mine();
    const admin = await world.web();
    await admin.signsIn('ADMIN', 'admin-password');
    await admin.ask('staff.disable', { staffId: agent.staffId });
    const customer = world.customerPhone();
    const entered = await customer.ask('conversation.enter', { scene });
    expect(entered.codeValid).toBe(false);
    const [bound] = await world.all('customers', { _id: customer.me });
    expect(bound).toMatchObject({ boundStaffId: '-' });
  });
});

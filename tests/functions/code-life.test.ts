import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  REPLACED_MS,
  type Code,
  type CodeState,
} from '../../domain/customer/code';
import type { Person, WebPerson } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';

let world: World;
let admin: WebPerson;
let agent: Hired;
let other: Hired;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  admin = await world.setUp();
  agent = await world.hire('A1001');
  other = await world.hire('A1002');
});
afterAll(() => world.stop());

const make = (hired: Hired) =>
  hired.phone.ask('code.create', { staffId: hired.staffId });
const scan = (scene: string, customer: Person = world.customerPhone()) =>
  customer.ask('conversation.enter', { scene });
const stored = async (_id: string) =>
  (await world.all<Code>('codes', { _id }))[0];
const listed = async (state: CodeState) =>
  (await admin.ask('code.list', { staffId: agent.staffId, state })).codes;
const audited = (action: string, object: string) =>
  world.all('audit', { action, object });

describe('[F009b] an exclusive code', () => {
  it('is one, however many ask for it at once', async () => {
    const made = await Promise.all([1, 2, 3, 4].map(() => make(agent)));
    expect(new Set(made.map(({ codeId }) => codeId)).size).toBe(1);
    const { staffId } = agent;
    expect(await world.all('codes', { staffId })).toHaveLength(1);
    expect(await audited('code.create', made[0]?.codeId ?? '')).toHaveLength(1);
  });

  it('is rotated: the old one leads on, asked again it is the same new one', async () => {
    const { codeId } = await make(agent);
    const made = await agent.phone.ask('code.rotate', { codeId });
    const again = await agent.phone.ask('code.rotate', { codeId });
    expect(made.codeId).not.toBe(codeId);
    expect(made.pictureState).toBe('ready');
    expect(again).toEqual(made);
    expect((await scan(codeId)).codeValid).toBe(true);
    expect((await scan(made.scene)).codeValid).toBe(true);
    expect(await listed('replaced')).toMatchObject([{ codeId }]);
    expect(await make(agent)).toEqual(made);
    expect(await audited('code.rotate', codeId)).toHaveLength(1);
  });

  it('is revoked for good, and what was scanned of it is still known', async () => {
    const { codeId, scene } = await make(agent);
    const [{ codeId: replaced } = { codeId: '' }] = await listed('replaced');
    await agent.phone.ask('code.revoke', { codeId: replaced });
    expect((await scan(replaced)).codeValid).toBe(false);
    const ended = await agent.phone.ask('code.revoke', { codeId });
    expect(await agent.phone.ask('code.revoke', { codeId })).toEqual(ended);
    const rotated = await agent.phone.refusal('code.rotate', { codeId });
    expect(rotated).toBe('CODE_REVOKED');
    const customer = world.customerPhone();
    const entered = await scan(scene, customer);
    expect(entered).toMatchObject({ codeValid: false });
    const [entry] = await world.all('entries', { _id: entered.entryId });
    const whose = { staffId: agent.staffId, codeValid: false };
    expect(entry).toMatchObject({ scene, ...whose });
    const [bound] = await world.all('customers', { _id: customer.me });
    expect(bound).toMatchObject({ boundStaffId: '-' });
    expect(await audited('code.revoke', codeId)).toHaveLength(1);
  });

  it('belongs to its agent; a colleague may not touch it', async () => {
    const { codeId } = await make(agent);
    const phone = other.phone;
    expect([
      await phone.refusal('code.rotate', { codeId }),
      await phone.refusal('code.revoke', { codeId }),
      await phone.refusal('code.picture', { codeId }),
      await phone.refusal('code.list', { staffId: agent.staffId }),
      await phone.refusal('code.picture', { codeId: 'a'.repeat(12) }),
    ]).toEqual([...Array<string>(4).fill('FORBIDDEN'), 'NOT_FOUND']);
    expect((await stored(codeId))?.status).toBe('active');
    const { codes } = await phone.ask('code.list', {});
    expect(codes.every(({ staffId }) => staffId === other.staffId)).toBe(true);
  });

  it('[A-DM02] is listed, and its picture can be downloaded', async () => {
    const { codeId } = await make(agent);
    const { staffId } = agent;
    const { codes } = await admin.ask('code.list', {
      staffId,
      state: 'active',
    });
    expect(codes).toMatchObject([
      { codeId, staffId, name: '客服A1001', pictureState: 'ready' },
    ]);
    const { url } = await admin.ask('code.picture', { codeId });
    const answer = await fetch(url ?? '');
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  });
});

describe('[F009b] a picture that WeChat refuses', () => {
  it('leaves the code in use, and is tried again when its time has come', async () => {
    const refusal = { errcode: 45009, api: 'wxacode.getUnlimited' };
    const { codeId } = await make(agent);
    await world.door.post('wechat/errors', refusal);
    const made = await agent.phone.ask('code.rotate', { codeId });
    expect(made).toMatchObject({
      pictureState: 'failed',
      fileId: null,
      pictureError: 45009,
    });
    expect((await scan(made.scene)).codeValid).toBe(true);
    const customer = world.customerPhone();
    await customer.ask('work.run', {});
    expect(await stored(made.codeId)).toMatchObject({ fileId: '-' });
    await world.door.advance(6 * 60_000);
    await expect
      .poll(async () => {
        await customer.ask('work.run', {});
        return (await stored(made.codeId))?.fileId;
      })
      .toMatch(/^cloud:/);
  });
});

it('[F009b] a code that was replaced ends after seven days', async () => {
  const before = await make(agent);
  await agent.phone.ask('code.rotate', { codeId: before.codeId });
  await world.door.advance(REPLACED_MS - 60_000);
  expect((await scan(before.scene)).codeValid).toBe(true);
  await world.door.advance(60_000);
  expect((await scan(before.scene)).codeValid).toBe(false);
  const { codeId } = before;
  const { revokedAt } = await agent.phone.ask('code.revoke', { codeId });
  expect((await stored(codeId))?.status).toBe('replaced');
  expect((await stored(codeId))?.revokedAt).toBe(revokedAt);
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebPerson } from '../support/person';
import { startWorld, type World } from '../support/world';

let world: World;
let admin: WebPerson;
let adminId: string;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  admin = await world.setUp();
  adminId = (await admin.ask('account.session', {})).staff.staffId;
});
afterAll(() => world.stop());

const audited = (action: string, object: string) =>
  world.all('audit', { action, object });

describe('[A-DM02] a record of staff', () => {
  it('has id, code, name, picture, department, state, time and specialty', async () => {
    const avatar = 'cloud://env.bucket/avatars/1.png';
    const { staff } = await admin.ask('staff.create', {
      name: '陈雨桐',
      staffCode: 'A1001',
      role: 'agent',
      department: '客户服务部',
      specialty: '慢病随访',
    });
    const { staffId } = staff;
    await admin.ask('staff.update', { staffId, avatar });
    const { codeId } = await admin.ask('code.create', { staffId });
    const [record] = await world.all('staff', { _id: staffId });
    expect(record).toMatchObject({
      _id: staffId,
      staffCode: 'A1001',
      name: '陈雨桐',
      avatar,
      department: '客户服务部',
      status: 'active',
      specialty: '慢病随访',
      createdAt: expect.any(Number),
    });
    // The picture of his code is kept with the code.
    expect(await world.all('codes', { _id: codeId, staffId })).toEqual([
      expect.objectContaining({ fileId: expect.any(String) }),
    ]);
    const { staff: listed } = await admin.ask('staff.list', {});
    const shown = listed.find((one) => one.staffId === staffId);
    expect(shown).toMatchObject({ avatar, specialty: '慢病随访' });
  });

  it('[B-08] has a slow salted hash for a password, twice the same never', async () => {
    type Stored = { password: { salt: string; hash: string } };
    await world.hire('A1002', { signIn: false });
    const all = await world.all<Stored>('staff');
    const salts = all.map(({ password }) => password.salt);
    expect(new Set(salts).size).toBe(all.length);
    for (const { password } of all) {
      expect(password.hash).toMatch(/^[0-9a-f]{64}$/);
    }
    expect(JSON.stringify(all)).not.toContain('admin-password');
  });
});

describe('[F009a] changing staff', () => {
  it('changes what differs and says in the audit what that was', async () => {
    const { staffId } = await world.hire('B1001', { signIn: false });
    const change = { name: '小雨', capacity: 3, skills: ['退款'] };
    const { staff } = await admin.ask('staff.update', { staffId, ...change });
    expect(staff).toMatchObject(change);
    expect(await audited('staff.update', staffId)).toEqual([
      expect.objectContaining({
        actor: adminId,
        detail: 'name, skills, capacity 15 → 3',
      }),
    ]);
    await admin.ask('staff.update', { staffId, ...change });
    expect(await audited('staff.update', staffId)).toHaveLength(1);
    const [presence] = await world.all('presence', { _id: staffId });
    expect(presence).toMatchObject({ capacity: 3 });
  });

  it('a larger capacity takes from the queue at once', async () => {
    const hired = await world.hire('B1002', { capacity: 1 });
    await world.customerPhone().says('一');
    await world.customerPhone().says('二');
    const his = { staffId: hired.staffId, state: 'active' };
    expect(await world.all('conversations', his)).toHaveLength(1);
    const { staffId } = hired;
    await admin.ask('staff.update', { staffId, capacity: 2 });
    expect(await world.all('conversations', his)).toHaveLength(2);
    await admin.ask('staff.update', { staffId, name: '新名字' });
    for (const one of await world.all('conversations', his)) {
      expect(one).toMatchObject({ agentCard: { name: '新名字' } });
    }
    await admin.ask('staff.disable', { staffId });
  });

  it('never leaves the place without an administrator, whoever asks at once', async () => {
    const demote = { staffId: adminId, role: 'agent' } as const;
    expect(await admin.refusal('staff.update', demote)).toBe(
      'STAFF_LAST_ADMIN'
    );
    const second = await world.hire('B1003', { role: 'admin' });
    const { staffId } = second;
    const codes = await Promise.all([
      admin.refusal('staff.update', { staffId, role: 'agent' }),
      second.phone.refusal('staff.update', demote),
    ]);
    expect(codes.filter((code) => code === 'OK')).toHaveLength(1);
    const left = { role: 'admin', status: 'active' };
    expect(await world.all('staff', left)).toHaveLength(1);
    const [admins] = await world.all<{ active: object }>('meta', {
      _id: 'admins',
    });
    expect(Object.keys(admins?.active ?? {})).toHaveLength(1);
    if (codes[0] !== 'OK') {
      await second.phone.ask('staff.update', { ...demote, role: 'admin' });
      await admin.ask('staff.update', { staffId, role: 'agent' });
    }
  });

  it('is for each role what is his to change', async () => {
    const agent = await world.hire('B1004');
    const { staffId, phone } = agent;
    const own = (change: object) =>
      phone.refusal('staff.update', { staffId, ...change });
    expect(await own({ specialty: '打印' })).toBe('OK');
    expect(await own({ role: 'admin' })).toBe('FORBIDDEN');
    expect(await own({ capacity: 100 })).toBe('FORBIDDEN');
    expect(
      await phone.refusal('staff.update', { staffId: adminId, specialty: '' })
    ).toBe('FORBIDDEN');
    expect(await own({ avatar: 'https://elsewhere/x.png' })).toBe(
      'INVALID_INPUT'
    );
    await phone.ask('account.presence', { state: 'offline' });
  });
});

describe('[F005a] passwords', () => {
  it('a reset one is shown once, ends everything and has to be changed', async () => {
    const hired = await world.hire('C1001');
    const { staffCode, staffId, phone } = hired;
    const web = await world.web();
    await web.signsIn(staffCode, hired.password);
    const reset = await admin.ask('staff.resetPassword', { staffId });
    expect(await phone.refusal('account.session', {})).toBe('UNAUTHENTICATED');
    expect(await web.refusal('account.session', {})).toBe('UNAUTHENTICATED');
    const old = { staffCode, password: hired.password };
    expect(await web.refusal('account.signIn', old)).toBe('SIGN_IN_FAILED');
    const password = reset.initialPassword;
    const answer = await phone.ask('account.signIn', { staffCode, password });
    if (answer.step !== 'password') throw new Error(answer.step);
    const { challenge } = answer;
    const same = { challenge, newPassword: password };
    expect(await phone.refusal('account.continueSignIn', same)).toBe(
      'PASSWORD_REUSED'
    );
    expect(await phone.refusal('account.session', {})).toBe('UNAUTHENTICATED');
    const newPassword = 'chosen-by-himself';
    const done = { challenge, newPassword };
    expect(await phone.refusal('account.continueSignIn', done)).toBe('OK');
    expect(await audited('staff.resetPassword', staffId)).toHaveLength(1);
    const written = JSON.stringify(await world.all('audit'));
    expect(written).not.toContain(password);
    await phone.ask('account.presence', { state: 'offline' });
  });

  it('is changed with the old one, and the other browsers are out', async () => {
    const { staffCode, password, phone } = await world.hire('C1002');
    const [here, there] = [await world.web(), await world.web()];
    await here.signsIn(staffCode, password);
    await there.signsIn(staffCode, password);
    const newPassword = 'another-long-one';
    const wrong = { oldPassword: 'not-it', newPassword };
    expect(await here.refusal('account.changePassword', wrong)).toBe(
      'SIGN_IN_FAILED'
    );
    const right = { oldPassword: password, newPassword };
    expect(await here.refusal('account.changePassword', right)).toBe('OK');
    expect(await here.refusal('account.presence', {})).toBe('OK');
    expect(await there.refusal('account.presence', {})).toBe('SESSION_EXPIRED');
    expect(await there.refusal('account.signIn', { staffCode, password })).toBe(
      'SIGN_IN_FAILED'
    );
    expect(
      await there.refusal('account.signIn', {
        staffCode,
        password: newPassword,
      })
    ).toBe('OK');
    await phone.ask('account.presence', { state: 'offline' });
  });

  it('need not be changed where that is switched off', async () => {
    await world.settings('people', { forcePasswordChange: false });
    const { staff, initialPassword } = await admin.ask('staff.create', {
      name: '新来的',
      staffCode: 'C1003',
      role: 'agent',
    });
    const { staffCode } = staff;
    const password = initialPassword;
    const phone = world.agentPhone();
    const answer = await phone.ask('account.signIn', { staffCode, password });
    expect(answer.step).toBe('done');
    await phone.ask('account.presence', { state: 'offline' });
    await world.settings('people', { forcePasswordChange: true });
  });
});

describe('[B-122] somebody leaves', () => {
  it('hands his conversations to a colleague, the rest to the queue', async () => {
    const leaving = await world.hire('D1001');
    const customers = ['一', '二', '三'].map((text) => ({
      text,
      person: world.customerPhone(),
    }));
    for (const { person, text } of customers) {
      const { conversation } = await person.says(text);
      expect(conversation.staffId).toBe(leaving.staffId);
    }
    // Busy, he keeps what he has, and gets back nothing of it.
    await leaving.phone.ask('account.presence', { state: 'busy' });
    const coming = await world.hire('D1002', { capacity: 2 });
    await coming.phone.ask('account.presence', { state: 'busy' });
    const his = { staffId: leaving.staffId, state: 'active' };
    const before = (await world.all('conversations', his)).length;
    expect(before).toBeGreaterThanOrEqual(customers.length);
    const input = { fromStaffId: leaving.staffId, toStaffId: coming.staffId };
    expect(await admin.ask('staff.handOver', input)).toEqual({
      handed: 2,
      requeued: before - 2,
    });
    const held = { staffId: coming.staffId, state: 'active' };
    const now = await world.all<{ _id: string }>('conversations', held);
    expect(now).toHaveLength(2);
    for (const { _id } of now) {
      const messages = await world.all('messages', { conversationId: _id });
      expect(messages.length).toBeGreaterThan(0);
      for (const message of messages) {
        expect(message).toMatchObject({ agentOpenid: coming.phone.me });
      }
    }
    const waiting = await world.all('conversations', { state: 'waiting' });
    expect(waiting).toHaveLength(before - 2);
    for (const one of waiting) expect(one).toMatchObject({ staffId: '-' });
    const loads = await world.all('staff', { _id: leaving.staffId });
    expect(loads).toEqual([expect.objectContaining({ load: 0 })]);
    expect(await admin.ask('staff.handOver', input)).toEqual({
      handed: 0,
      requeued: 0,
    });
    expect(await audited('staff.handOver', leaving.staffId)).toHaveLength(2);
  });
});

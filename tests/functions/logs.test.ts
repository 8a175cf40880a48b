import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newMessageId } from '../../domain/values/message-id';
import { codeFrom } from '../support/authenticator';
import type { Person, WebPerson } from '../support/person';
import { PUSH_TEMPLATE, startWorld, type World } from '../support/world';

const PHONE = '13987654321';
const SAID = '我的订单还没有到';
const WRITTEN = '地址是幸福路八号';
const NOTED = '这位客户很着急';
const PASSWORD = 'quite-a-wrong-password';
const NAME = '王小明';
const UNIT = '幸福公司';
const REMARK = '喜欢早上来电';

interface Call {
  functionName: string;
  requestId: string;
  logs: { level: string; text: string }[];
}

let world: World;
/** What no log may have, by what it is. */
const secrets: Record<string, string> = {
  PHONE,
  SAID,
  WRITTEN,
  NOTED,
  PASSWORD,
  NAME,
  UNIT,
  REMARK,
};

const newId = () => newMessageId(Date.now(), Math.random);

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
});
afterAll(() => world.stop());

/** Signs in with a second factor, and keeps all that was secret about it. */
async function signInWeb(admin: WebPerson): Promise<void> {
  const leader = await world.hire('S1001', { role: 'supervisor' });
  const { password, staffCode } = leader;
  await leader.phone.ask('account.presence', { state: 'busy' });
  const web = await world.web();
  const wrong = { staffCode, password: PASSWORD };
  expect(await web.refusal('account.signIn', wrong)).not.toBe('OK');
  const answer = await web.ask('account.signIn', { staffCode, password });
  if (answer.step !== 'done' || answer.ticket === null) {
    throw new Error(answer.step);
  }
  await web.entersBy(answer);
  const { ticket, claim } = answer;
  const tokens = web.tokens();
  const enrolled = await web.ask('account.enrolSecondFactor', { password });
  const { challenge, secret } = enrolled;
  const code = codeFrom(secret, await world.door.now());
  await web.ask('account.confirmSecondFactor', { challenge, code });
  await web.ask('account.refresh', {
    refreshToken: tokens?.refreshToken ?? '',
  });
  Object.assign(secrets, {
    password,
    claim,
    secret,
    challenge,
    code,
    uid: web.me,
    uidOfAdmin: admin.me,
    ticket,
    accessToken: tokens?.accessToken,
    refreshToken: tokens?.refreshToken,
    adminsToken: admin.tokens()?.accessToken,
  });
}

/** He comes, is answered, is handed on, leaves a number and goes for good. */
async function wholeLife(customer: Person, admin: WebPerson): Promise<void> {
  const chen = await world.hire('A1001');
  await customer.ask('conversation.enter', {});
  await customer.ask('push.credit', {
    results: { [PUSH_TEMPLATE]: 'accept' },
    key: 'one-report',
  });
  const { conversation } = await customer.says(SAID);
  const { _id: conversationId, customerId } = conversation;
  await customer.writes(conversation, WRITTEN);
  await chen.phone.writes(conversation, WRITTEN);
  await chen.phone.ask('conversation.afterSend', { conversationId });
  await chen.phone.ask('work.run', {});
  const note = { conversationId, noteId: newId(), text: NOTED };
  await chen.phone.ask('desk.note', note);
  const wu = await world.hire('A1002');
  const to = { staffId: wu.staffId };
  await chen.phone.ask('desk.transfer', { conversationId, to });
  const known = { customerId, phone: PHONE, name: NAME, unit: UNIT };
  await admin.ask('customer.update', known);
  const bad = { customerId, phone: `${PHONE}${PHONE}` };
  expect(await admin.refusal('customer.update', bad)).toBe('INVALID_INPUT');
  const remark = { customerId, remarkId: newId(), text: REMARK };
  await admin.ask('customer.remark', remark);
  await admin.ask('customer.phone', { customerId, purpose: '回电核实' });
  await customer.ask('privacy.export', {});
  await failing(customer);
  await world.door.post('triggers/fire', { function: 'clock' });
  const erasureId = newId();
  await customer.ask('privacy.erase', { erasureId, confirm: true });
  Object.assign(secrets, {
    customer: customer.me,
    chen: chen.phone.me,
    wu: wu.phone.me,
    passwordOfChen: chen.password,
  });
}

/** What nobody expected is logged with its reason: the worst case. */
async function failing(customer: Person): Promise<void> {
  for (const match of ['getDocument', 'modifyDocument', 'startTransaction']) {
    const fail = { code: 'SYS_ERR', match: `database.${match}`, times: 1 };
    await world.door.post('faults', { fail });
    const code = await customer.refusal('conversation.enter', {});
    await world.door.post('faults', { clear: true });
    expect(['INTERNAL', 'OK']).toContain(code);
  }
}

describe('[B-113] [A-N20] what the functions log', () => {
  it('says who did what, but no word, number, secret or identity', async () => {
    const admin = await world.setUp();
    await signInWeb(admin);
    await wholeLife(world.customerPhone('openid-of-the-customer'), admin);
    const calls = await world.door.get<Call[]>('calls');
    const lines = calls.flatMap(({ functionName, logs }) =>
      logs.map(({ text }) => ({ functionName, text }))
    );
    const names = new Set(lines.map(({ functionName }) => functionName));
    const all = ['account', 'admin', 'clock', 'conversation', 'wechat'];
    expect([...names].sort()).toEqual(all);
    expect(lines.some(({ text }) => text.includes('"failed"'))).toBe(true);
    const shadow = createHash('sha256').update(secrets['customer'] ?? '');
    const who = shadow.digest('hex').slice(0, 8);
    expect(lines.some(({ text }) => text.includes(who))).toBe(true);
    for (const [what, secret] of Object.entries(secrets)) {
      expect(secret, what).toBeTruthy();
      const told = lines.filter(({ text }) => text.includes(secret));
      expect(told, what).toEqual([]);
    }
  });
});

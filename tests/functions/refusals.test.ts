import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FUNCTION_NAMES } from '../../domain/actions/spec';
import type { Conversation } from '../../domain/conversation/schema';
import { ERROR_CODES, type ErrorCode } from '../../domain/values/error-codes';
import { newMessageId } from '../../domain/values/message-id';
import { outgoing, type Person, type WebPerson } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';

let world: World;
let admin: WebPerson;
let agent: Hired;
let other: Hired;
let customer: Person;
let stranger: Person;
let conversation: Conversation;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  admin = await world.setUp();
  agent = await world.hire('A1001');
  customer = world.customerPhone();
  conversation = (await customer.says('你好')).conversation;
  other = await world.hire('A1002');
  stranger = world.customerPhone();
  await customer.ask('conversation.enter', {});
});
afterAll(() => world.stop());

/** A refusal as a client may see it, and nothing else. */
function expectRefusal(answer: unknown, code: ErrorCode): void {
  expect(answer).toEqual({
    ok: false,
    error: {
      code,
      message: ERROR_CODES[code].message,
      requestId: expect.stringMatching(/\S/),
    },
  });
  expect(JSON.stringify(answer)).not.toMatch(/node_modules|\bat .*:\d+/);
}

/** Runs `act` and expects the database to be as large as before. */
async function expectNothingWritten<T>(act: () => Promise<T>): Promise<T> {
  const before = await world.counts();
  const result = await act();
  expect(await world.counts()).toEqual(before);
  return result;
}

const id = () => newMessageId(Date.now(), Math.random);
/** The rules close this one to every client. */
const FOR_CLIENTS = FUNCTION_NAMES.filter((name) => name !== 'clock');
const MEGABYTE = 'x'.repeat(1_000_000);

describe('[B-112] what no action understands', () => {
  const events: [string, unknown, ErrorCode][] = [
    ['nothing', {}, 'UNKNOWN_ACTION'],
    ['a text', { action: 5 }, 'UNKNOWN_ACTION'],
    ['a name nobody has', { action: 'x.y', input: {} }, 'UNKNOWN_ACTION'],
    ['a name of every object', { action: 'constructor' }, 'UNKNOWN_ACTION'],
    ['a name of another prototype', { action: '__proto__' }, 'UNKNOWN_ACTION'],
  ];
  for (const [what, event, code] of events) {
    for (const name of FOR_CLIENTS) {
      it(`${name}: ${what}`, async () => {
        const answer = await expectNothingWritten(() =>
          customer.raw(name, event)
        );
        expectRefusal(answer, code);
      });
    }
  }

  it('[A-N17] the function of the timers cannot be called at all', async () => {
    const answer = await expectNothingWritten(() =>
      customer.raw('clock', { action: 'account.session', input: {} })
    );
    expect(answer).toMatchObject({ code: 'PERMISSION_DENIED' });
  });

  it('an action of another function', async () => {
    const event = { action: 'account.session', input: {} };
    expectRefusal(await customer.raw('conversation', event), 'UNKNOWN_ACTION');
  });
});

describe('input of another shape', () => {
  const shapes: [string, string, unknown][] = [
    ['nothing', 'conversation.start', undefined],
    ['a list', 'conversation.start', []],
    ['a text', 'conversation.start', 'x'],
    ['a missing field', 'conversation.start', {}],
    ['a field too many', 'conversation.enter', { scene: 'x', admin: true }],
    ['an operator', 'conversation.afterSend', { conversationId: { $ne: '' } }],
    ['a short id', 'conversation.afterSend', { conversationId: 'x' }],
    ['a dotted id', 'conversation.afterSend', { conversationId: 'a.b' }],
    ['a reason for timers', 'conversation.close', { reason: 'timeout' }],
    [
      'no time',
      'conversation.start',
      { message: { ...outgoing('x', 1), sentAt: 'now' } },
    ],
    [
      'a kind for functions',
      'conversation.start',
      { message: { ...outgoing('x', 1), kind: 'system' } },
    ],
  ];
  for (const [what, action, input] of shapes) {
    it(`${action}: ${what}`, async () => {
      const answer = await expectNothingWritten(() =>
        customer.raw('conversation', { action, input })
      );
      expectRefusal(answer, 'INVALID_INPUT');
    });
  }

  it('[F003b] a megabyte of text is too long', async () => {
    const message = outgoing(MEGABYTE, Date.now());
    const answer = await expectNothingWritten(() =>
      customer.raw('conversation', {
        action: 'conversation.send',
        input: { conversationId: conversation._id, message },
      })
    );
    expectRefusal(answer, 'MESSAGE_TOO_LONG');
  });

  it('[F003b] an empty text is refused', async () => {
    const message = outgoing(' \n ', Date.now());
    const code = await expectNothingWritten(() =>
      customer.refusal('conversation.start', { message })
    );
    expect(code).toBe('INVALID_INPUT');
  });

  it('megabytes of anything are refused unread', async () => {
    const answer = await expectNothingWritten(() =>
      customer.raw('account', {
        action: 'account.session',
        input: { filler: MEGABYTE + MEGABYTE + MEGABYTE },
      })
    );
    expectRefusal(answer, 'INVALID_INPUT');
  });
});

describe('[A-BR15] who may do what', () => {
  it('a customer is no member of staff', async () => {
    const codes = await expectNothingWritten(async () => [
      await customer.refusal('account.session', {}),
      await customer.refusal('account.presence', { state: 'online' }),
      await customer.refusal('staff.list', {}),
      await customer.refusal('staff.disable', { staffId: agent.staffId }),
      await customer.refusal('code.create', { staffId: agent.staffId }),
    ]);
    expect(new Set(codes)).toEqual(new Set(['UNAUTHENTICATED']));
  });

  it('an agent does not manage staff', async () => {
    const { phone } = agent;
    const created = { name: '甲', staffCode: 'B1', role: 'admin' as const };
    const codes = await expectNothingWritten(async () => [
      await phone.refusal('staff.create', { ...created, staffCode: 'B10' }),
      await phone.refusal('staff.disable', { staffId: other.staffId }),
      await phone.refusal('staff.enable', { staffId: other.staffId }),
      await phone.refusal('staff.list', {}),
      await phone.refusal('code.create', { staffId: other.staffId }),
    ]);
    expect(new Set(codes)).toEqual(new Set(['FORBIDDEN']));
  });

  it('nobody who claims to be the timer is one', async () => {
    const events = [
      { action: 'conversation.sweep', input: {} },
      { Type: 'Timer', TriggerName: 'sweep', action: 'conversation.sweep' },
    ];
    for (const event of events) {
      const answer = await admin.raw('conversation', event);
      expectRefusal(answer, 'FORBIDDEN');
    }
  });

  it('nobody is anybody by saying so in the event', async () => {
    const answer = await stranger.raw('account', {
      action: 'account.session',
      input: {},
      userInfo: { openId: agent.phone.me },
      openid: agent.phone.me,
      TCB_CUSTOM_USER_ID: `${agent.staffId}-1`,
    });
    expectRefusal(answer, 'UNAUTHENTICATED');
  });

  it('an anonymous browser with a staff id for a name is nobody', async () => {
    const web = await world.web();
    expect(await web.refusal('account.session', {})).toBe('UNAUTHENTICATED');
  });
});

describe('[A-BR13] other people’s ids', () => {
  const actions = [
    'conversation.afterSend',
    'conversation.close',
    'conversation.rate',
    'conversation.history',
    'conversation.send',
  ] as const;
  const input = (action: (typeof actions)[number]) => ({
    conversationId: conversation._id,
    ...(action === 'conversation.close' && { reason: 'resolved' }),
    ...(action === 'conversation.rate' && { score: 5, resolved: true }),
    ...(action === 'conversation.send' && {
      message: outgoing('x', Date.now()),
    }),
  });

  for (const action of actions) {
    it(`${action}: to a stranger it does not exist`, async () => {
      const answer = await expectNothingWritten(() =>
        stranger.raw('conversation', { action, input: input(action) })
      );
      expectRefusal(answer, 'NOT_FOUND');
    });

    it(`${action}: an agent who has it not hears that`, async () => {
      const answer = await expectNothingWritten(() =>
        other.phone.raw('conversation', { action, input: input(action) })
      );
      expectRefusal(answer, 'CONVERSATION_TRANSFERRED');
    });
  }

  it('an id that nobody has is not found', async () => {
    const conversationId = id();
    expect(
      await customer.refusal('conversation.afterSend', { conversationId })
    ).toBe('NOT_FOUND');
  });

  it('an agent does not rate himself', async () => {
    const rating = { score: 5, resolved: true };
    const code = await agent.phone.refusal('conversation.rate', {
      conversationId: conversation._id,
      ...rating,
    });
    expect(code).toBe('FORBIDDEN');
  });

  it('a message id that belongs to somebody else is taken', async () => {
    const theirs = outgoing('mine', Date.now());
    await customer.ask('conversation.send', {
      conversationId: conversation._id,
      message: theirs,
    });
    const code = await expectNothingWritten(() =>
      stranger.refusal('conversation.start', { message: theirs })
    );
    expect(code).toBe('MESSAGE_ID_TAKEN');
  });
});

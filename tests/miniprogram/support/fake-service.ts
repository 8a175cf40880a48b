import type { Service } from '../../../domain/settings/service';
import type { Conversation } from '../../../domain/conversation/schema';
import { createFakeCloud, Refusal, type FakeCloud } from './fake-cloud';
import type { Doc } from './fake-database';

export const CUSTOMER = 'openid-customer';
export const AGENT = 'openid-agent';
export const CONVERSATION = 'c0000000000000000001';

/** Whoever signs in with it must change it, and then show a code. */
export const FIRST_PASSWORD = 'first-one';

type Input = Record<string, unknown>;

/** Our functions in miniature: enough for one customer and one agent. */
export function createFakeService(now: () => number): FakeCloud {
  return createFakeCloud((cloud) => handlersOf(cloud, now));
}

function handlersOf(cloud: FakeCloud, now: () => number) {
  const { db } = cloud;
  const conversation = (id: string) =>
    db.get('conversations', id) as unknown as Conversation | undefined;
  const put = (name: string, doc: object) => db.put(name, doc as Doc);

  function open(id: string): Conversation {
    const found = conversation(id);
    if (!found) throw new Refusal('NOT_FOUND');
    if (found.state === 'closed') throw new Refusal('CONVERSATION_CLOSED');
    return found;
  }

  function change(before: Conversation, patch: object) {
    const after = { ...before, ...patch };
    put('conversations', after);
    return after;
  }

  function store(conversationId: string, from: string, message: Doc) {
    const known = db.get('messages', message._id);
    if (known) return known;
    const { customer, agentOpenid, agentUid } = open(conversationId);
    const stamps = { customer, agentOpenid, agentUid };
    const doc = { ...message, conversationId, ...stamps, from, seq: 0 };
    put('messages', doc);
    return doc;
  }

  function number(id: string) {
    const before = conversation(id);
    if (!before) throw new Refusal('NOT_FOUND');
    let { seq } = before;
    const numbered = db
      .all('messages')
      .filter((one) => one.conversationId === id && one.seq === 0)
      .sort((a, b) => (a._id < b._id ? -1 : 1))
      .map((one) => ({ ...one, seq: ++seq, at: now() }));
    numbered.forEach((one) => put('messages', one));
    const last = numbered[numbered.length - 1] as
      { body?: { text: string } } | undefined;
    const after = {
      ...before,
      seq,
      lastAt: last ? now() : before.lastAt,
      lastText: last?.body?.text ?? before.lastText,
    };
    if (last) put('conversations', after);
    const brief = numbered.map(({ _id, seq, at }) => ({ _id, seq, at }));
    return { conversation: after, numbered: brief, workWaits: false };
  }

  return {
    'conversation.enter': () => ({
      ...looked(latest(db.all('conversations')), now()),
      entryId: 'e1',
      codeValid: true,
    }),
    'conversation.look': () => looked(latest(db.all('conversations')), now()),
    'conversation.start': (input: Input) => {
      const message = input.message as Doc;
      const found = conversation(CONVERSATION);
      const next = { ...(found ?? fresh(now())), state: 'active' };
      if (!found || found.state === 'closed') put('conversations', next);
      putCursors(put, CONVERSATION);
      const stored = store(CONVERSATION, CUSTOMER, message);
      return { conversation: next, message: stored };
    },
    'conversation.send': (input: Input) => {
      const id = input.conversationId as string;
      return { message: store(id, CUSTOMER, input.message as Doc) };
    },
    'conversation.afterSend': (input: Input) =>
      number(input.conversationId as string),
    'conversation.close': (input: Input) => {
      const before = open(input.conversationId as string);
      const after = {
        ...before,
        state: 'closed',
        closedAt: now(),
        lastAt: now(),
        waitingSince: null,
      };
      put('conversations', after);
      return { conversation: after };
    },
    'conversation.rate': (input: Input) => {
      const before = conversation(input.conversationId as string);
      const { score, resolved, reason } = input;
      const after = { ...before, rating: { score, resolved, reason } };
      put('conversations', after);
      return { conversation: after };
    },
    'account.session': () => session(now()),
    'account.signIn': ({ password }: Input) =>
      password === FIRST_PASSWORD
        ? { step: 'password', challenge: 'c1' }
        : { step: 'done', ...session(now()), ticket: null },
    'account.continueSignIn': ({ newPassword, code }: Input) => {
      if (newPassword) return { step: 'code', challenge: 'c2' };
      if (code !== '123456') {
        throw new Refusal('SECOND_FACTOR_FAILED', '验证码不对，或已经用过');
      }
      return { step: 'done', ...session(now()), ticket: null };
    },
    'account.signOut': () => ({}),
    'account.presence': (input: Input) => ({
      state: input.state ?? 'online',
      serverTime: now(),
    }),
    'conversation.keepPlace': (input: Input) => ({
      conversation: change(open(input.conversationId as string), {
        keepPlaceAt: now(),
      }),
      kept: true,
      willPush: true,
    }),
    'conversation.leaveMessage': (input: Input) => ({
      conversation: change(open(input.conversationId as string), {
        leftMessageAt: now(),
        queue: null,
      }),
      left: true,
    }),
    'conversation.dispatch': () => ({ assigned: 0 }),
    'privacy.state': () => ({ version: 1, consent: null, retentionDays: 183 }),
    'privacy.consent': ({ version }: Input) => ({ version, at: now() }),
    'privacy.export': () => ({
      state: 'ready',
      urls: ['https://files.example.cn/mine-1.json'],
      expiresAt: now() + 600_000,
    }),
    'privacy.erase': ({ erasureId }: Input) => ({
      certificate: {
        erasureId,
        what: 'account',
        state: 'done',
        by: 'customer',
        counts: { conversations: 2, messages: 7 },
        askedAt: now(),
        doneAt: now(),
      },
    }),
    'push.credit': () => ({ balance: 3 }),
    'work.run': () => ({ done: 0 }),
    'push.clicked': () => ({ conversationId: CONVERSATION }),
  };
}

/** What a customer sees who opens the chat. */
export function looked(conversation: Doc | null, serverTime: number) {
  return {
    identity: { me: CUSTOMER, channel: 'phone', field: 'customer' },
    serverTime,
    conversation,
    agent: {
      name: '陈雨桐',
      avatar: '',
      specialty: '健康档案、慢病随访',
      presence: 'online',
      kind: 'exclusive',
      replyMinutes: 3,
    },
    push: { templateIds: ['T1'], balance: 2 },
    service: { open: true, changesAt: null, offsetMinutes: 480 } as Service,
    questions: [] as string[],
    shortcuts: [] as string[],
  };
}

/** A conversation between the customer and the agent of this file. */
export function fresh(now: number, patch: object = {}): Conversation {
  return {
    _id: CONVERSATION,
    customer: CUSTOMER,
    agentOpenid: AGENT,
    agentUid: '-',
    staffId: 's000000000000001',
    customerId: 'k1',
    channel: 'phone',
    state: 'active',
    seq: 0,
    createdAt: now,
    lastAt: now,
    closedAt: null,
    lastText: '',
    lastFrom: 'customer',
    unreadAgent: 0,
    unreadCustomer: 0,
    waitingSince: null,
    queue: null,
    agentCard: { name: '陈雨桐', avatar: '', specialty: '' },
    customerCard: { nick: '李敏', avatar: '' },
    rating: null,
    stamped: 's000000000000001',
    ...patch,
  } as Conversation;
}

export function putCursors(
  put: (name: string, doc: object) => void,
  conversationId: string,
  patch: { c?: object; a?: object } = {}
): void {
  const common = {
    customer: CUSTOMER,
    agentOpenid: AGENT,
    agentUid: '-',
    conversationId,
    readSeq: 0,
    typingAt: 0,
    lookingAt: 0,
  };
  const c = { _id: `${conversationId}.c`, side: 'customer', ...patch.c };
  const a = { _id: `${conversationId}.a`, side: 'agent', ...patch.a };
  put('cursors', { ...common, ...c });
  put('cursors', { ...common, ...a });
}

/** The newest one. */
export function latest(docs: Doc[]): Doc | null {
  const newest = [...docs].sort((a, b) => Number(b.lastAt) - Number(a.lastAt));
  return newest[0] ?? null;
}

function session(now: number) {
  return {
    identity: { me: AGENT, channel: 'phone', field: 'agentOpenid' },
    staff: {
      staffId: 's000000000000001',
      staffCode: 'A1024',
      name: '陈雨桐',
      avatar: '',
      specialty: '',
      department: '',
      role: 'agent',
      status: 'active',
      load: 1,
      capacity: 15,
      createdAt: now,
    },
    presence: 'online',
    serverTime: now,
  };
}

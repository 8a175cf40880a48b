import {
  actions,
  type ActionName,
  type InputOf,
  type OutputOf,
} from '../../domain/actions/index';
import type { SessionTokens } from '../../domain/session/schema';
import type { Message } from '../../domain/message/schema';
import type { SignInAnswer } from '../../domain/actions/sign-in-answer';
import type { ErrorCode, Reply } from '../../domain/values/error-codes';
import { newMessageId } from '../../domain/values/message-id';
import { openDoor } from './door';

/** Somebody in front of a screen, over plain HTTP: bound by the rules. */
export interface Person {
  /** His openid, or his uid. */
  readonly me: string;
  /** Any action. An answer is held against its schema. */
  call<N extends ActionName>(
    action: N,
    input: InputOf<N>
  ): Promise<Reply<OutputOf<N>>>;
  /** The same where only success is of interest. @throws with the code */
  ask<N extends ActionName>(action: N, input: InputOf<N>): Promise<OutputOf<N>>;
  /** The code that an action is refused with; 'OK' where it is not. */
  refusal<N extends ActionName>(
    action: N,
    input: InputOf<N>
  ): Promise<ErrorCode | 'OK'>;
  /** Whatever event, to whichever function, as it comes back. */
  raw(functionName: string, event: unknown): Promise<unknown>;
  /** As a customer: the first message, through conversation.start. */
  says(text: string): Promise<OutputOf<'conversation.start'>>;
  /** A message straight into the database, as the phones send it. */
  writes(to: Addressed, text: string): Promise<DirectWrite>;
  /** Any document straight into a collection. */
  puts(
    collection: string,
    document: Record<string, unknown>
  ): Promise<DirectWrite>;
  /** Changes what matches, straight in the database. */
  changes(
    collection: string,
    query: Record<string, unknown>,
    patch: Record<string, unknown>
  ): Promise<DirectWrite>;
}

export interface WebPerson extends Person {
  /** Password, ticket, the SDK's custom sign-in, then account.session. */
  signsIn(
    staffCode: string,
    password: string
  ): Promise<OutputOf<'account.session'>>;
  /** The last two of these, after whatever steps the sign-in had. */
  entersBy(answer: SignInAnswer): Promise<OutputOf<'account.session'>>;
  /** What this browser keeps of its session; null: it has none. */
  tokens(): SessionTokens | null;
  /** From now on he signs in again by himself, however long he was away. */
  staysSignedIn(): void;
  /** Another browser with the same tokens of the platform, but no session. */
  copyOfTokens(): WebPerson;
}

/** What a direct write needs to know of the conversation. */
export interface Addressed {
  _id: string;
  customer: string;
}
export interface DirectWrite {
  /** The platform's own code, or null where it was done. */
  refused: string | null;
  id: string;
}

const DATABASE = '/v1/database/instances/(default)/databases/(default)';

export function personAt(url: string, identity: { openid: string }): Person;
export function personAt(
  url: string,
  identity: 'anonymous'
): Promise<WebPerson>;
export function personAt(
  url: string,
  identity: { openid: string } | 'anonymous'
): Person | Promise<WebPerson> {
  if (identity === 'anonymous') return webAt(url);
  const door = openDoor(url);
  let token: Promise<string> | null = null;
  return speaking(url, {
    me: () => identity.openid,
    token: () => (token ??= door.tokenOf(identity)),
    async renew() {
      token = null;
    },
  });
}

async function webAt(url: string): Promise<WebPerson> {
  return browserAt(url, await signInAt(url, 'signin/anonymously', {}));
}

function browserAt(url: string, first: Session): WebPerson {
  let session = first;
  let tokens: SessionTokens | null = null;
  let typed: [staffCode: string, password: string] | null = null;
  let stays = false;
  const person = speaking(url, {
    me: () => session.sub,
    token: async () => session.access_token,
    async renew() {
      const { refresh_token } = session;
      const how = { grant_type: 'refresh_token', refresh_token };
      try {
        session = await signInAt(url, 'token', how);
      } catch (error) {
        if (!(await signedInAgain())) throw error;
      }
    },
    session: () => tokens?.accessToken,
    async renewSession() {
      if (!tokens) return false;
      const { refreshToken } = tokens;
      const reply = await person.call('account.refresh', { refreshToken });
      tokens = reply.ok ? reply.data : null;
      return reply.ok || signedInAgain();
    },
  });
  const signedInAgain = async () => {
    if (!stays || !typed) return false;
    session = await signInAt(url, 'signin/anonymously', {});
    tokens = null;
    await more.signsIn(...typed);
    return true;
  };
  const entersBy: WebPerson['entersBy'] = async (answer) => {
    if (answer.step !== 'done' || answer.ticket === null) {
      throw new Error(`sign-in is at the step ${answer.step}`);
    }
    const { ticket, claim } = answer;
    const how = { provider_id: 'custom', ticket };
    session = await signInAt(url, 'signin/custom', how);
    const entered = await person.ask('account.session', { claim });
    tokens = entered.tokens ?? null;
    return entered;
  };
  const more = {
    entersBy,
    async signsIn(staffCode: string, password: string) {
      typed = [staffCode, password];
      const input = { staffCode, password };
      return entersBy(await person.ask('account.signIn', input));
    },
    staysSignedIn: () => void (stays = true),
    tokens: () => tokens,
    copyOfTokens: () => browserAt(url, session),
  };
  // `me` changes with the sign-in, so it must stay a getter.
  return Object.defineProperties(
    more as WebPerson,
    Object.getOwnPropertyDescriptors(person)
  );
}

interface Session {
  sub: string;
  access_token: string;
  refresh_token: string;
}

/** Whose requests they are, and how to go on when a token has expired. */
interface Account {
  me(): string;
  token(): Promise<string>;
  renew(): Promise<void>;
  /** On the web: our own session, and how to renew it. */
  session?(): string | undefined;
  renewSession?(): Promise<boolean>;
}

async function signInAt(
  url: string,
  how: string,
  body: unknown
): Promise<Session> {
  const answer = await fetch(`${url}/auth/v1/${how}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const session = (await answer.json()) as Session;
  if (!answer.ok) throw new Error(`sign-in: ${JSON.stringify(session)}`);
  return session;
}

function speaking(url: string, account: Account): Person {
  const { me, token, renew } = account;
  const once = async (method: string, path: string, body: unknown) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await token()}`,
      },
      body: JSON.stringify(body),
    });
    return (await answer.json()) as Record<string, unknown>;
  };
  const request: typeof once = async (method, path, body) => {
    const answer = await once(method, path, body);
    if (answer['code'] !== 'ACCESS_TOKEN_EXPIRED') return answer;
    await renew();
    return once(method, path, body);
  };
  const raw: Person['raw'] = (functionName, event) =>
    request('POST', `/v1/functions/${functionName}`, event);
  const asked = async (action: ActionName, input: unknown) => {
    const session = account.session?.();
    const event = { action, input, ...(session && { session }) };
    return (await raw(actions[action].in, event)) as Reply<never>;
  };
  const call: Person['call'] = async (action, input) => {
    const spec = actions[action];
    let reply = await asked(action, input);
    const expired = !reply.ok && reply.error?.code === 'SESSION_EXPIRED';
    const renewable = expired && action !== 'account.refresh';
    if (renewable && (await account.renewSession?.())) {
      reply = await asked(action, input);
    }
    if (typeof reply.ok !== 'boolean') {
      throw new Error(`${action}: no envelope: ${JSON.stringify(reply)}`);
    }
    if (reply.ok) spec.output.parse(reply.data);
    return reply;
  };
  const ask: Person['ask'] = async (action, input) => {
    const reply = await call(action, input);
    if (!reply.ok) {
      throw new Error(`${action}: ${JSON.stringify(reply.error)}`);
    }
    return reply.data;
  };
  const written = (id: string, answer: Record<string, unknown>) => ({
    refused: typeof answer.code === 'string' ? answer.code : null,
    id,
  });
  const puts: Person['puts'] = async (collection, document) => {
    const path = `${DATABASE}/collections/${collection}/documents`;
    const answer = await request('POST', path, { data: [document] });
    return written(String(document['_id']), answer);
  };
  return {
    get me() {
      return me();
    },
    raw,
    call,
    ask,
    async refusal(action, input) {
      const reply = await call(action, input);
      return reply.ok ? 'OK' : reply.error.code;
    },
    says: (text) =>
      ask('conversation.start', { message: outgoing(text, Date.now()) }),
    puts,
    async writes({ _id, customer }, text) {
      const document: Omit<Message, 'replyTo'> = {
        ...outgoing(text, Date.now() - 500),
        conversationId: _id,
        customer,
        agentOpenid: '-',
        agentUid: '-',
        from: me(),
        seq: 0,
      };
      return puts('messages', document);
    },
    async changes(collection, query, patch) {
      const path = `${DATABASE}/collections/${collection}/documents`;
      const answer = await request('PATCH', path, {
        query: JSON.stringify(query),
        data: JSON.stringify({ $set: patch }),
        multi: true,
      });
      return written('', answer);
    },
  };
}

/** A text as a client hands it over. */
export function outgoing(text: string, now: number) {
  return {
    _id: newMessageId(now, Math.random),
    kind: 'text' as const,
    body: { text },
    sentAt: now,
  };
}

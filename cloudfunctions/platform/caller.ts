/** Who calls, as the platform says it; nothing in the event can change it. */
export type Caller =
  | { kind: 'phone'; me: string }
  | WebCaller
  | { kind: 'timer' }
  | { kind: 'nobody' };

export interface WebCaller {
  kind: 'web';
  me: string;
  customUserId: string | null;
  /** The access token of his web session, unchecked, as the event says. */
  session?: string;
}

/** The part of the second argument of `main` that is used. */
export interface FunctionContext {
  request_id?: string;
  function_name?: string;
  environment?: string;
}

type Environment = Record<string, string | undefined>;

/** The identity of this call. */
export function callerOf(context: FunctionContext): Caller {
  const env = environmentOf(context);
  if (env['TRIGGER_SRC'] === 'timer') return { kind: 'timer' };
  const openid = env['WX_OPENID'];
  if (openid) return { kind: 'phone', me: openid };
  const uid = env['TCB_UUID'];
  if (!uid) return { kind: 'nobody' };
  return { kind: 'web', me: uid, customUserId: customUserIdOf(env) };
}

/** What he holds up beside his identity; who he is stays what it was. */
export function withSession(caller: Caller, session: unknown): Caller {
  return caller.kind === 'web' && typeof session === 'string'
    ? { ...caller, session: session.slice(0, 100) }
    : caller;
}

/** Only a ticket makes one; where the login type is told, it must say so. */
function customUserIdOf(env: Environment): string | null {
  const loginType = env['LOGINTYPE'];
  if (loginType && loginType !== 'CUSTOM') return null;
  return env['TCB_CUSTOM_USER_ID'] || null;
}

/**
 * Where the context tells the identity it tells all of it: what it leaves out
 * must not be filled up from a call that this process served before.
 */
function environmentOf({ environment }: FunctionContext): Environment {
  const told = environment ? parsed(environment) : {};
  const complete = 'TCB_CONTEXT_KEYS' in told || 'WX_CONTEXT_KEYS' in told;
  return complete ? told : { ...process.env, ...told };
}

function parsed(text: string): Environment {
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null
    ? (value as Environment)
    : {};
}

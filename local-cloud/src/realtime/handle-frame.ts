import { CloudError } from '../kernel/errors';
import { switchesOf, type RealtimeOptions, type WatchLogin } from './options';
import type { Registry } from './registry';
import type { Session } from './session';
import { frameText, type ClientFrame } from './wire';

const LONGEST_WATCH_ID = 256;

/** Does what one frame of a client asks, and answers it. */
export async function handleFrame(
  frame: ClientFrame,
  session: Session,
  registry: Registry,
  options: RealtimeOptions
): Promise<void> {
  // Frames may have waited until their socket was gone.
  if (!session.isOpen()) return;
  try {
    if (frame.msgType === 'LOGIN') login(frame, session, registry, options);
    else await serve(frame, session, registry, options);
  } catch (error) {
    const { code, message } = asCloudError(error, options);
    const type = frame.msgType === 'LOGIN' ? 'LOGIN_RES' : 'ERROR';
    answer(session, frame, type, { code, message });
  }
}

/** PING is answered at once, whatever else is under way. */
export function answerPing(frame: ClientFrame, session: Session): void {
  answer(session, frame, 'PONG', null);
}

function login(
  frame: ClientFrame,
  session: Session,
  registry: Registry,
  options: RealtimeOptions
): void {
  const next = identify(frame, options);
  if (options.reachable?.(next.caller) === false) {
    return session.socket.terminate();
  }
  if (session.login && !sameLogin(session.login, next)) {
    const message = 'somebody else signed in';
    registry.endAll(session, new CloudError('CHECK_LOGIN_FAILED', message));
  }
  session.login = next;
  answer(session, frame, 'LOGIN_RES', { envId: options.envId });
}

function identify(frame: ClientFrame, options: RealtimeOptions): WatchLogin {
  const { signStr } = frame.exMsgData;
  const { envId } = frame.msgData;
  if (typeof signStr !== 'string' || signStr === '') {
    throw new CloudError('SIGN_PARAM_INVALID', 'signStr is missing');
  }
  if (envId && envId !== options.envId) {
    throw new CloudError('INVALIID_ENV', 'no such environment');
  }
  return options.verifySign(signStr);
}

function sameLogin({ caller: a }: WatchLogin, { caller: b }: WatchLogin) {
  return (
    a?.openid === b?.openid &&
    a?.uid === b?.uid &&
    a?.loginType === b?.loginType &&
    a?.customUserId === b?.customUserId
  );
}

async function serve(
  frame: ClientFrame,
  session: Session,
  registry: Registry,
  options: RealtimeOptions
): Promise<void> {
  const { msgType, msgData, requestId } = frame;
  if (!session.login) {
    throw new CloudError('CHECK_LOGIN_FAILED', 'login first');
  }
  const watchId = watchIdOf(frame);
  switch (msgType) {
    case 'INIT_WATCH':
      refuseEndedLogin(session.login, options);
      return registry.open(session, { watchId, requestId, msgData });
    case 'REBUILD_WATCH':
      refuseEndedLogin(session.login, options);
      return registry.rebuild(session, { watchId, requestId, msgData });
    case 'CHECK_LAST': {
      const { queryID, group } = registry.check(session, msgData['queryID']);
      const currEvent = group.number;
      return answer(session, frame, 'CHECK_EVENT', { queryID, currEvent });
    }
    case 'CLOSE_WATCH':
      return registry.close(session, watchId);
    default:
      throw new CloudError('INVALID_PARAM', `unknown msgType: ${msgType}`);
  }
}

function watchIdOf({ watchId }: ClientFrame): string {
  if (watchId && watchId.length <= LONGEST_WATCH_ID) return watchId;
  throw new CloudError('INVALID_PARAM', 'watchId is missing or too long');
}

/** The SDK signs in anew and asks again. */
function refuseEndedLogin(
  { endsAt }: WatchLogin,
  options: RealtimeOptions
): void {
  if (endsAt === undefined || options.clock.now() < endsAt) return;
  if (switchesOf(options).watchLogin === 'whileConnected') return;
  throw new CloudError('SIGN_EXPIRED_ERROR', 'the login has ended');
}

function answer(
  session: Session,
  { watchId, requestId }: ClientFrame,
  msgType: string,
  msgData: unknown
): void {
  session.send(frameText({ watchId, requestId }, msgType, msgData));
}

function asCloudError(error: unknown, { log }: RealtimeOptions): CloudError {
  if (error instanceof CloudError) return error;
  log?.(`realtime: ${error instanceof Error ? error.stack : String(error)}`);
  return new CloudError('SYS_ERR', 'system error');
}

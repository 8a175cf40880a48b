import { CloudError } from '../kernel/errors';
import type { RealtimeOptions } from './options';
import type { Registry } from './registry';
import type { Session } from './session';
import { frameText, type ClientFrame } from './wire';

/** Does what one frame of a client asks, and answers it. */
export async function handleFrame(
  frame: ClientFrame,
  session: Session,
  registry: Registry,
  options: RealtimeOptions
): Promise<void> {
  const { msgType } = frame;
  if (msgType === 'PING') return answer(session, frame, 'PONG', null);
  if (msgType === 'LOGIN') return login(frame, session, options);
  try {
    if (session.caller === undefined) {
      throw new CloudError('CHECK_LOGIN_FAILED', 'login first');
    }
    await serve(frame, session, registry, options);
  } catch (error) {
    const { code, message } = asCloudError(error, options);
    answer(session, frame, 'ERROR', { code, message });
  }
}

function login(
  frame: ClientFrame,
  session: Session,
  options: RealtimeOptions
): void {
  try {
    const caller = identify(frame, options);
    if (options.reachable?.(caller) === false) {
      return session.socket.terminate();
    }
    session.caller = caller;
    answer(session, frame, 'LOGIN_RES', { envId: options.envId });
  } catch (error) {
    const { code, message } = asCloudError(error, options);
    answer(session, frame, 'LOGIN_RES', { code, message });
  }
}

function identify(frame: ClientFrame, options: RealtimeOptions) {
  const { signStr } = frame.exMsgData;
  const { envId } = frame.msgData;
  if (typeof signStr !== 'string' || signStr === '') {
    throw new CloudError('SIGN_PARAM_INVALID', 'signStr is missing');
  }
  if (envId && envId !== options.envId) {
    throw new CloudError('INVALIID_ENV', `no such environment: ${envId}`);
  }
  return options.verifySign(signStr);
}

async function serve(
  frame: ClientFrame,
  session: Session,
  registry: Registry,
  options: RealtimeOptions
): Promise<void> {
  const { msgType, msgData, watchId, requestId } = frame;
  if (!watchId) throw new CloudError('INVALID_PARAM', 'watchId is missing');
  const to = { watchId, requestId };
  switch (msgType) {
    case 'INIT_WATCH':
      refuseByQuota(session, registry, options);
      return registry.open(session, to, msgData);
    case 'REBUILD_WATCH':
      refuseWhenOff(options);
      return registry.rebuild(session, to, msgData);
    case 'CHECK_LAST': {
      const { queryID, currEvent } = registry.check(
        session,
        msgData['queryID']
      );
      return answer(session, frame, 'CHECK_EVENT', { queryID, currEvent });
    }
    case 'CLOSE_WATCH':
      return registry.close(session, watchId);
    default:
      throw new CloudError('INVALID_PARAM', `unknown msgType: ${msgType}`);
  }
}

const exceeded = () =>
  new CloudError('EXCEED_REQUEST_LIMIT', 'maximum connections exceed');

function refuseWhenOff({ switches }: RealtimeOptions): void {
  if (switches?.().watchEnabled === false) throw exceeded();
}

function refuseByQuota(
  session: Session,
  registry: Registry,
  options: RealtimeOptions
): void {
  refuseWhenOff(options);
  const { connectionQuota = Infinity } = options.switches?.() ?? {};
  const isNew = session.watches.size === 0;
  if (isNew && registry.connections() >= connectionQuota) throw exceeded();
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

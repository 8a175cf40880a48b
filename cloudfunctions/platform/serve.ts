import type * as z from 'zod';
import {
  actions,
  type ActionName,
  type OutputOf,
  type ParsedInputOf,
} from '../../domain/actions/index';
import { refuse, ServiceError } from '../../domain/errors';
import { CallLimit } from '../../domain/limit/call-limit';
import {
  ERROR_CODES,
  type ErrorCode,
  type Reply,
} from '../../domain/values/error-codes';
import { authorise } from './authorise';
import {
  callerOf,
  withSession,
  type Caller,
  type FunctionContext,
} from './caller';
import { noteFailure } from './failures';
import { log, logError, shadowOf } from './log';
import { randomId } from './random-id';
import type { Request } from './request';
import { settings } from './settings';
import { touchPresence } from './touch-presence';

export type Handler<N extends ActionName> = (
  input: ParsedInputOf<N>,
  request: Request
) => Promise<OutputOf<N>>;
export type Handlers = { [N in ActionName]?: Handler<N> };

export interface Service {
  /** Every action this function serves. */
  handlers: Handlers;
  /** What a timer of this function does. */
  onTimer?: (request: Request) => Promise<unknown>;
}

export type Main = (
  event: unknown,
  context: FunctionContext
) => Promise<Reply<unknown>>;

/** Characters of one call; the platform itself allows 6 MB. */
const MOST_EVENT = 2_000_000;

/** The one place where a call becomes an answer, whatever happens. */
export function serve(service: Service): Main {
  return async (event, context) => {
    const startedAt = Date.now();
    const requestId = context.request_id ?? randomId(16);
    const action = actionOf(event);
    let caller: Caller = { kind: 'nobody' };
    let reply: Reply<unknown>;
    try {
      caller = withSession(callerOf(context), sessionOf(event));
      const request = { caller, requestId, now: startedAt, actor: null };
      reply = { ok: true, data: await answer(service, event, request) };
    } catch (error) {
      reply = failure(error, requestId);
      if (!(error instanceof ServiceError)) {
        logError('failed', error, { requestId, action });
        await noteFailure(action, startedAt);
      }
    }
    log('info', 'call', {
      requestId,
      action,
      caller: caller.kind,
      who: 'me' in caller ? shadowOf(caller.me) : undefined,
      ms: Date.now() - startedAt,
      code: reply.ok ? 'OK' : reply.error.code,
    });
    return reply;
  };
}

async function answer(
  service: Service,
  event: unknown,
  request: Request
): Promise<unknown> {
  if (request.caller.kind === 'timer' && service.onTimer) {
    return service.onTimer(request);
  }
  const name = actionOf(event);
  if (!isServed(service, name)) refuse('UNKNOWN_ACTION');
  if (JSON.stringify(event).length > MOST_EVENT) {
    refuse('INVALID_INPUT', 'event too large');
  }
  const actor = await authorise(actions[name], request.caller);
  await takeCall(request);
  const input = parse(actions[name].input, (event as Loose)['input']);
  const handler = service.handlers[name] as (
    input: unknown,
    request: Request
  ) => Promise<unknown>;
  const answered = await handler(input, { ...request, actor });
  if (actor) await touchPresence(actor.staff._id, request.now);
  return answered;
}

const callLimit = new CallLimit();

/**
 * Counts one more call of this person, in this process alone; a timer is
 * nobody and is not counted.
 * @throws RATE_LIMITED with retryAt
 */
async function takeCall({ caller, now }: Request): Promise<void> {
  if (!('me' in caller)) return;
  const most = (await settings()).limits.callsPerHour;
  const retryAt = callLimit.take(caller.me, most, now);
  if (retryAt !== null) refuse('RATE_LIMITED', 'calls', { retryAt });
}

type Loose = Record<string, unknown>;

function actionOf(event: unknown): string {
  if (typeof event !== 'object' || event === null) return '';
  const action = (event as Loose)['action'];
  return typeof action === 'string' ? action.slice(0, 64) : '';
}

function sessionOf(event: unknown): unknown {
  if (typeof event !== 'object' || event === null) return undefined;
  return (event as Loose)['session'];
}

function isServed(service: Service, name: string): name is ActionName {
  return Object.hasOwn(actions, name) && Object.hasOwn(service.handlers, name);
}

/** @throws INVALID_INPUT, or the code that the refused field names itself */
function parse(schema: z.ZodType, input: unknown): unknown {
  const result = schema.safeParse(input ?? {});
  if (result.success) return result.data;
  const detail = result.error.issues
    .slice(0, 5)
    .map(({ path, code }) => `${path.join('.')}: ${code}`)
    .join('; ');
  return refuse(namedCode(result.error) ?? 'INVALID_INPUT', detail);
}

function namedCode(error: z.ZodError): ErrorCode | null {
  for (const issue of error.issues) {
    const code: unknown =
      issue.code === 'custom' ? issue.params?.['code'] : undefined;
    if (typeof code === 'string' && Object.hasOwn(ERROR_CODES, code)) {
      return code as ErrorCode;
    }
  }
  return null;
}

function failure(error: unknown, requestId: string): Reply<unknown> {
  const known = error instanceof ServiceError ? error : null;
  const code = known?.code ?? 'INTERNAL';
  return {
    ok: false,
    error: {
      code,
      message: ERROR_CODES[code].message,
      requestId,
      ...(known?.retryAt !== undefined && { retryAt: known.retryAt }),
      ...(known?.field !== undefined && { field: known.field }),
    },
  };
}

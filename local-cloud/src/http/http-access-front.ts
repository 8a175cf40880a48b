import { randomUUID } from 'node:crypto';
import type { ClientCaller } from '../kernel/caller';
import { CloudError } from '../kernel/errors';
import { bearerOf, sendJson, type Exchange } from './exchange';
import { httpFunctionError, httpFunctionStatus } from './function-errors';
import { httpAccessEvent } from './http-access-event';
import { httpReplyOf } from './http-access-reply';
import type { HttpRoute, HttpRoutes } from './http-routes';
import { isForeignPage } from './loopback';
import { errorBody, type Front } from './server';
import { DroppedConnection, type Services } from './services';

type Parts = Pick<
  Services,
  'counters' | 'envId' | 'faults' | 'functions' | 'log' | 'tokens'
> & { switches: () => { httpAccessPath: 'rest' | 'full' } };

/** Of errors before the function is reached. */
const STATUS: Record<string, number> = {
  ACCESS_TOKEN_EXPIRED: 401,
  CHECK_LOGIN_FAILED: 401,
  INVALID_REQUEST_SOURCE: 403,
  MISSING_CREDENTIALS: 401,
};

/**
 * HTTP access (HTTP 访问服务): functions by path, as routes name them. It comes
 * last of the fronts, so a route never stands before one of the cloud's own.
 */
export function httpAccessFront(parts: Parts, routes: HttpRoutes): Front {
  return async (exchange) => {
    const found = routes.match(exchange.path);
    if (!found) return false;
    const requestId = randomUUID();
    exchange.response.setHeader('X-Request-Id', requestId);
    try {
      await answer(parts, exchange, found, requestId);
    } catch (error) {
      if (error instanceof DroppedConnection) throw error;
      const body = errorBody(httpFunctionError(error), parts.log);
      const status = httpFunctionStatus(body.code) ?? STATUS[body.code] ?? 500;
      sendJson(exchange, { ...body, requestId }, status);
    }
    return true;
  };
}

async function answer(
  parts: Parts,
  exchange: Exchange,
  { route, rest }: { route: HttpRoute; rest: string },
  requestId: string
): Promise<void> {
  const { counters, envId, faults, functions, switches } = parts;
  const caller = callerOf(parts, exchange, route);
  await faults.enter('functions.invokeFunction', caller);
  counters.add('calls', caller);
  const whole = route.wholePath ?? switches().httpAccessPath === 'full';
  const path = whole ? exchange.path : rest;
  const event = httpAccessEvent(exchange, path, { requestId, envId });
  const name = route.functionName;
  const call = { name, event, caller, requestId };
  const result = await functions.invoke({ ...call, source: 'http' });
  const { status, headers, body } = httpReplyOf(result);
  const { response, method } = exchange;
  for (const [header, value] of headers) response.setHeader(header, value);
  response.writeHead(status, { 'Content-Length': body.length });
  response.end(method === 'HEAD' ? undefined : body);
}

/** Without `auth` nobody is signed in, whatever the request carries. */
function callerOf(
  { tokens }: Parts,
  exchange: Exchange,
  { auth }: HttpRoute
): ClientCaller | null {
  if (isForeignPage(exchange.request)) {
    throw new CloudError('INVALID_REQUEST_SOURCE');
  }
  if (!auth) return null;
  const token = bearerOf(exchange);
  if (token) return tokens.callerOf(token);
  throw new CloudError('MISSING_CREDENTIALS', 'credentials are missing');
}

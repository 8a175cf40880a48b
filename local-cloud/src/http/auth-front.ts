import { AuthError } from '../auth/auth-error';
import type { AuthDesk, AuthRequest } from '../auth/desk';
import { stepOf } from '../auth/steps';
import { CloudError } from '../kernel/errors';
import { bearerOf, jsonBody, sendJson, type Exchange } from './exchange';
import type { Services } from './services';
import type { Front } from './server';

const PATH = /^\/auth\/(v[12])\/(.+)$/;

/** `/auth`: how web users sign in. Errors are HTTP 4xx here. */
export function authFront(services: Services): Front {
  return async (exchange) => {
    const [, version, path] = PATH.exec(exchange.path) ?? [];
    if (!version || !path) return false;
    try {
      await services.faults.enter(`auth.${path}`, null);
      sendJson(exchange, await answer(services, exchange, version, path));
    } catch (error) {
      answerError(exchange, error);
    }
    return true;
  };
}

async function answer(
  desk: AuthDesk,
  exchange: Exchange,
  version: string,
  path: string
): Promise<unknown> {
  const found = stepOf(version, `${exchange.method} ${path}`);
  if (!found) throw new AuthError('unimplemented', `${path} is not supported`);
  return found.step(desk, requestOf(desk, exchange, found.rest));
}

function requestOf(
  { tokens }: AuthDesk,
  exchange: Exchange,
  rest: string
): AuthRequest {
  const token = bearerOf(exchange);
  return {
    body: jsonBody(exchange),
    query: exchange.url.searchParams,
    rest,
    session: () => tokens.sessionOf(token),
    caller: () => (token ? tokens.callerOf(token) : null),
  };
}

function answerError(exchange: Exchange, error: unknown): void {
  if (error instanceof AuthError) {
    const { status, code, message } = error;
    const reply = {
      error: error.error,
      error_code: code,
      error_description: message,
    };
    return sendJson(exchange, reply, status);
  }
  if (!(error instanceof CloudError)) throw error;
  if (!/TOKEN|LOGIN/.test(error.code)) throw error;
  // `unauthenticated` makes the SDK forget its session, which a token that is
  // merely too old must not: the next request of data refreshes it.
  const expired = error.code === 'ACCESS_TOKEN_EXPIRED';
  const reply = {
    error: expired ? error.code : 'unauthenticated',
    error_code: 16,
    error_description: error.message,
  };
  sendJson(exchange, reply, 401);
}

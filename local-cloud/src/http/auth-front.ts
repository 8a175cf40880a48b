import { AuthError } from '../auth/auth-error';
import type { ClientCaller } from '../kernel/caller';
import { CloudError } from '../kernel/errors';
import { bearerOf, jsonBody, sendJson, type Exchange } from './exchange';
import type { Services } from './services';
import type { Front } from './server';

const PREFIX = '/auth/v1/';

/** `/auth/v1`: how web users sign in. Errors are HTTP 4xx here. */
export function authFront(services: Services): Front {
  return async (exchange) => {
    if (!exchange.path.startsWith(PREFIX)) return false;
    const step = exchange.path.slice(PREFIX.length);
    try {
      await services.faults.enter(`auth.${step}`, null);
      sendJson(exchange, answer(services, exchange, step));
    } catch (error) {
      answerError(exchange, error);
    }
    return true;
  };
}

function answer(services: Services, exchange: Exchange, step: string): unknown {
  const { tokens, accounts, tickets } = services;
  const body = () => jsonBody(exchange);
  switch (step) {
    case 'signin': {
      const { username, password } = body();
      const user = accounts.withPassword(String(username), String(password));
      return tokens.issue(user);
    }
    case 'signin/anonymously':
      return tokens.issue(accounts.anonymous());
    case 'signin/custom':
      return tokens.issue(accounts.ofTicket(tickets.verify(body().ticket)));
    case 'token':
      return tokens.refresh(String(body().refresh_token));
    case 'revoke':
      tokens.revoke(String(body().token));
      return {};
    case 'user/signout':
      return {};
    case 'user/me':
      return profile(services, tokens.callerOf(bearerOf(exchange)));
    default:
      throw new AuthError(404, 'not_found', `${step} is not supported`);
  }
}

function profile(
  services: Services,
  caller: ClientCaller
): Record<string, unknown> {
  const sub = caller.openid ?? caller.uid ?? '';
  const name = services.accounts.find(sub)?.username ?? sub;
  return {
    sub,
    user_id: sub,
    uid: sub,
    name,
    username: name,
    groups: [],
    status: 'ACTIVE',
    is_anonymous: caller.loginType === 'ANONYMOUS',
  };
}

function answerError(exchange: Exchange, error: unknown): void {
  if (error instanceof AuthError) {
    const { status, message } = error;
    const reply = {
      error: error.error,
      error_code: status,
      error_description: message,
    };
    return sendJson(exchange, reply, status);
  }
  if (error instanceof CloudError && /TOKEN|LOGIN/.test(error.code)) {
    const reply = {
      error: 'unauthenticated',
      error_code: 16,
      error_description: error.message,
    };
    return sendJson(exchange, reply, 401);
  }
  throw error;
}

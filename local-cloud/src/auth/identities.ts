import type { Account } from './account-table';
import { AuthError } from './auth-error';
import { checkUsername, normalisePhone } from './contacts';
import type { AuthDesk, AuthRequest } from './desk';
import { publicProfile } from './profiles';

const BOUND = ['email', 'phone'] as const;

function accountOf({ accounts }: AuthDesk, { session }: AuthRequest): Account {
  const account = accounts.find('uid', session().caller.uid ?? '');
  if (account) return account;
  throw new AuthError('not_found', 'user not found');
}

/** By what the person can sign in besides his user name. */
export function listProviders(desk: AuthDesk, request: AuthRequest) {
  const account = accountOf(desk, request);
  const data = BOUND.map((id) => ({
    id,
    name: id,
    bind: account[id] !== undefined,
    ...(account[id] && { provider_user_id: account[id] }),
  }));
  return { total: data.length, data };
}

/** @throws AuthError not_found, failed_precondition for the last way in */
export function unbindProvider(desk: AuthDesk, request: AuthRequest) {
  const account = accountOf(desk, request);
  const id = BOUND.find((one) => one === request.rest);
  if (!id || account[id] === undefined) {
    throw new AuthError('not_found', `${request.rest} is not bound`);
  }
  const others = BOUND.some((one) => one !== id && account[one]);
  const byName = account.username !== undefined && account.password;
  if (!others && !byName && !account.customUserId) {
    throw new AuthError('failed_precondition', 'it is the last way to sign in');
  }
  desk.accounts.change(account.uid, { [id]: undefined });
  return {};
}

/** Whether a user name, an email or a phone number has an account. */
export function userExists({ accounts }: AuthDesk, { query }: AuthRequest) {
  const names = ['username', 'email', 'phone_number', 'phone'];
  const asked = names.map((name) => query.get(name)).find(Boolean);
  return { exist: accounts.byIdentifier(asked ?? '') !== null };
}

/** @throws AuthError invalid_argument, already_exists */
export function checkFreeName({ accounts }: AuthDesk, request: AuthRequest) {
  request.session();
  const username = request.body.username ?? request.query.get('username');
  if (accounts.find('username', checkUsername(username))) {
    throw new AuthError('already_exists', 'the user name is taken');
  }
  return {};
}

/** Others by an exact name; never a list of all. */
export function queryUsers(
  { accounts }: AuthDesk,
  { session, query }: AuthRequest
) {
  session();
  const phone = normalisePhone(query.get('phone_number') ?? '');
  const found = [
    ...query
      .getAll('id')
      .flatMap((ids) => ids.split(','))
      .map((uid) => accounts.find('uid', uid)),
    accounts.find('username', query.get('username') ?? ''),
    accounts.find('email', (query.get('email') ?? '').toLowerCase()),
    accounts.find('phone', phone ?? ''),
  ].filter((one): one is Account => one !== null);
  const data = found.slice(0, 100).map(publicProfile);
  return { total: data.length, data };
}

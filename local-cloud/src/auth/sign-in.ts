import type { ClientCaller } from '../kernel/caller';
import type { Account, AccountKey } from './account-table';
import { callerOf } from './accounts';
import { AuthError } from './auth-error';
import type { AuthDesk, AuthRequest } from './desk';
import type { Credentials } from './tokens';

const LOGIN_TYPE: Partial<Record<AccountKey, ClientCaller['loginType']>> = {
  username: 'USERNAME',
  email: 'EMAIL',
  phone: 'PHONE',
};

/** By password, or by the token that a verification code was turned into. */
export async function signIn(
  desk: AuthDesk,
  { body, query }: AuthRequest
): Promise<Credentials> {
  if (body.provider_token) throw noProviders();
  if (body.public_key_thumbprint) {
    throw new AuthError('unimplemented', 'encrypted sign-in is not supported');
  }
  if (body.verification_token) return byVerification(desk, body);
  const found = desk.accounts.byIdentifier(String(body.username ?? ''));
  if (!found) throw new AuthError('not_found', 'user not found');
  const captcha = query.get('captcha_token');
  await provePassword(desk, found.account, body.password, captcha);
  return desk.tokens.issue(callerOf(found.account, LOGIN_TYPE[found.by]));
}

/** Each wrong password counts until a right one. */
export async function provePassword(
  { accounts, captchas, switches }: AuthDesk,
  account: Account,
  password: unknown,
  captcha: string | null
): Promise<void> {
  const most = switches().captchaAfterWrongPasswords;
  captchas.guard(account.uid, most, captcha);
  // Counted before it is checked, or guesses at one time would slip through.
  captchas.count(account.uid);
  await accounts.checkPassword(account, password);
  captchas.forgive(account.uid);
}

function byVerification(
  { accounts, tokens, verifications }: AuthDesk,
  { verification_token }: Record<string, unknown>
): Credentials {
  const contact = verifications.contactOf(verification_token);
  const account = accounts.byContact(contact);
  if (!account) throw new AuthError('not_found', 'user not found');
  verifications.redeem(verification_token);
  return tokens.issue(callerOf(account, contact.email ? 'EMAIL' : 'PHONE'));
}

export function signInAnonymously({
  accounts,
  tokens,
  switches,
}: AuthDesk): Credentials {
  if (switches().anonymousLogin) return tokens.issue(accounts.anonymous());
  throw new AuthError('login_type_disabled', 'anonymous login is not enabled');
}

export function signInCustom(
  { accounts, tickets, tokens }: AuthDesk,
  { body }: AuthRequest
): Credentials {
  return tokens.issue(accounts.ofTicket(tickets.verify(body.ticket)));
}

/** @throws AuthError invalid_grant, unimplemented */
export async function grantToken(
  desk: AuthDesk,
  request: AuthRequest
): Promise<Credentials> {
  const { grant_type: type, refresh_token: token } = request.body;
  if (type === undefined || type === 'refresh_token') {
    return desk.tokens.refresh(String(token ?? ''));
  }
  if (type === 'password') return signIn(desk, request);
  throw new AuthError(
    'unimplemented',
    `grant_type ${String(type)} is not supported`
  );
}

export const noProviders = (): AuthError =>
  new AuthError('unimplemented', 'sign-in by a provider is not supported');

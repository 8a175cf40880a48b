import type { Account } from './account-table';
import { AuthError } from './auth-error';
import { checkUsername, contactOf } from './contacts';
import type { AuthDesk, AuthRequest } from './desk';
import { checkNewPassword, profileOf, profileOfCaller } from './profiles';
import { provePassword } from './sign-in';
import { assertSame } from './sign-up';

/** @throws AuthError failed_precondition for who has no account of his own */
function ownAccount({ accounts }: AuthDesk, request: AuthRequest): Account {
  const { uid = '' } = request.session().caller;
  const account = accounts.find('uid', uid);
  if (account && account.loginType !== 'ANONYMOUS') return account;
  throw new AuthError('failed_precondition', 'there is no registered account');
}

export function readOwn({ accounts }: AuthDesk, { session }: AuthRequest) {
  const { caller } = session();
  const account = accounts.find('uid', caller.uid ?? '');
  return profileOfCaller(caller, account);
}

/** `user.update`: name, picture and the like; the user name too. */
export function changeProfile(desk: AuthDesk, request: AuthRequest) {
  const account = ownAccount(desk, request);
  const { username } = request.body;
  desk.accounts.change(account.uid, {
    ...(username ? { username: checkUsername(username) } : {}),
    profile: { ...account.profile, ...profileOf(request.body) },
  });
  return readOwn(desk, request);
}

/**
 * `updateUserBasicInfo`. A new phone or mailbox needs a code that this person
 * asked for and told: the SDK sends no token here.
 */
export async function changeBasics(desk: AuthDesk, request: AuthRequest) {
  const account = ownAccount(desk, request);
  const { body } = request;
  if (body.encrypt_new_password) {
    throw new AuthError('unimplemented', 'encrypted sign-in is not supported');
  }
  const next = body.new_password ? checkNewPassword(body.new_password) : null;
  if (next) await provePassword(desk, account, body.password, null);
  if (body.email || body.phone || body.phone_number) {
    changeContact(desk, account, body);
  }
  changeProfile(desk, request);
  if (next) await renewPassword(desk, request, account, next);
  return {};
}

function changeContact(
  { accounts, verifications }: AuthDesk,
  { uid, email, phone }: Account,
  body: Record<string, unknown>
): void {
  const contact = contactOf(body);
  if (contact.email ? contact.email === email : contact.phone === phone) return;
  accounts.assertFree(contact, uid);
  if (!verifications.redeemProof(uid, contact)) {
    throw new AuthError('failed_precondition', 'it has not been verified');
  }
  accounts.change(uid, contact);
}

/** `bindEmail` and `bindPhoneNumber`: a code's token and a sudo token. */
export function bindContact(desk: AuthDesk, request: AuthRequest) {
  const account = ownAccount(desk, request);
  const { accounts, verifications } = desk;
  const { verification_token: token, ...body } = request.body;
  const proven = verifications.contactOf(token);
  if (body.email || body.phone_number) assertSame(contactOf(body), proven);
  assertSudo(desk, request, account);
  accounts.change(account.uid, proven);
  verifications.redeem(token);
  return {};
}

/** Proves again who it is, by password or by a code to his own contact. */
export async function sudo(desk: AuthDesk, request: AuthRequest) {
  const account = ownAccount(desk, request);
  const { password, verification_token: token } = request.body;
  if (token) {
    const proven = desk.verifications.contactOf(token);
    if (desk.accounts.byContact(proven)?.uid !== account.uid) {
      throw new AuthError('permission_denied', 'the token is another person’s');
    }
    desk.verifications.redeem(token);
  } else {
    const captcha = request.query.get('captcha_token');
    await provePassword(desk, account, password, captcha);
  }
  return desk.tokens.signSudo(request.session().caller);
}

/** The first password needs no proof, each further one a sudo token. */
export async function setPassword(desk: AuthDesk, request: AuthRequest) {
  const account = ownAccount(desk, request);
  const next = checkNewPassword(request.body.new_password);
  if (account.password) assertSudo(desk, request, account);
  await renewPassword(desk, request, account, next);
  return {};
}

async function renewPassword(
  { accounts, tokens, switches }: AuthDesk,
  { session }: AuthRequest,
  { uid }: Account,
  password: string
): Promise<void> {
  const { id, caller } = session();
  await accounts.setPassword(uid, password);
  if (switches().passwordEndsSessions) tokens.sessions.endAllOf(caller, id);
}

/** Who lost his password proves his phone or mailbox instead. */
export async function resetPassword(
  { accounts, tokens, verifications, captchas, switches }: AuthDesk,
  { body }: AuthRequest
) {
  const { verification_token: token } = body;
  const proven = verifications.contactOf(token);
  if (body.email || body.phone_number) assertSame(contactOf(body), proven);
  const account = accounts.byContact(proven);
  if (!account) throw new AuthError('not_found', 'user not found');
  const next = checkNewPassword(body.new_password);
  verifications.redeem(token);
  await accounts.setPassword(account.uid, next);
  captchas.forgive(account.uid);
  if (switches().passwordEndsSessions) {
    tokens.sessions.endAllOf({ kind: 'client', uid: account.uid });
  }
  return {};
}

export function removeOwn(desk: AuthDesk, request: AuthRequest) {
  const account = ownAccount(desk, request);
  assertSudo(desk, request, account, request.query.get('sudo_token'));
  const profile = readOwn(desk, request);
  desk.tokens.sessions.endAllOf(request.session().caller);
  desk.accounts.remove(account.uid);
  return profile;
}

/** An account without a password has nothing to prove itself with. */
function assertSudo(
  { tokens }: AuthDesk,
  { session, body }: AuthRequest,
  account: Account,
  token: unknown = body.sudo_token
): void {
  if (!account.password && !token) return;
  if (typeof token === 'string' && tokens.isSudoOf(session().caller, token)) {
    return;
  }
  throw new AuthError('permission_denied', 'the sudo token is invalid');
}

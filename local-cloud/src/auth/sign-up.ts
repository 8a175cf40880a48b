import type { NewAccount } from './accounts';
import { callerOf } from './accounts';
import { AuthError } from './auth-error';
import { checkUsername, contactOf, type Contact } from './contacts';
import type { AuthDesk, AuthRequest } from './desk';
import { checkNewPassword, profileOf } from './profiles';
import { noProviders } from './sign-in';
import type { Credentials } from './tokens';

/** @throws AuthError failed_precondition, resource_exhausted */
export function sendVerification(
  { accounts, verifications, switches }: AuthDesk,
  { body, caller }: AuthRequest
): { verification_id: string; expires_in: number; is_user: boolean } {
  if (body.email_redirect_to) {
    throw new AuthError('unimplemented', 'magic links are not supported');
  }
  const uid = caller()?.uid;
  const contact =
    body.target === 'CUR_USER'
      ? ownContact(accounts.find('uid', uid ?? ''), body)
      : contactOf(body);
  const isUser = accounts.byContact(contact) !== null;
  assertTarget(body.target, isUser);
  const interval = switches().verificationInterval * 1_000;
  if (verifications.sinceLast(contact) < interval) {
    throw new AuthError('resource_exhausted', 'a code was sent just now');
  }
  const usage = typeof body.usage === 'string' ? body.usage : undefined;
  return { ...verifications.send(contact, { uid, usage }), is_user: isUser };
}

function ownContact(
  account: { email?: string; phone?: string } | null,
  { email: wantsEmail }: Record<string, unknown>
): Contact {
  const { email, phone } = account ?? {};
  if (email && (wantsEmail || !phone)) return { email };
  if (phone) return { phone };
  throw new AuthError('failed_precondition', 'no email and no phone is bound');
}

function assertTarget(target: unknown, isUser: boolean): void {
  if (target === 'USER' && !isUser) {
    throw new AuthError('failed_precondition', 'user not found');
  }
  if (target === 'NOT_USER' && isUser) {
    throw new AuthError('failed_precondition', 'the user exists already');
  }
}

export function verify(
  { verifications }: AuthDesk,
  { body }: AuthRequest
): { verification_token: string; expires_in: number } {
  return verifications.verify(
    String(body.verification_id ?? ''),
    String(body.verification_code ?? '')
  );
}

/** A new account of a proven phone or mailbox, and its first session. */
export async function signUp(
  { accounts, tokens, verifications }: AuthDesk,
  { body }: AuthRequest
): Promise<Credentials> {
  if (body.provider_token) throw noProviders();
  const contact = contactOf(body);
  const wish: NewAccount = {
    ...contact,
    ...(body.username ? { username: checkUsername(body.username) } : {}),
    ...(body.password ? { password: checkNewPassword(body.password) } : {}),
    profile: profileOf(body),
  };
  accounts.assertFree(wish);
  redeem(verifications, contact, body);
  const type = contact.email ? 'EMAIL' : 'PHONE';
  return tokens.issue(callerOf(await accounts.register(type, wish)));
}

/** Old clients send the code itself, new ones the token it was turned into. */
function redeem(
  verifications: AuthDesk['verifications'],
  contact: Contact,
  body: Record<string, unknown>
): void {
  const { verification_token: token, verification_code: code } = body;
  if (!token) return verifications.redeemCode(contact, String(code ?? ''));
  assertSame(contact, verifications.contactOf(token));
  verifications.redeem(token);
}

/** @throws AuthError invalid_argument when the token proves another one */
export function assertSame(given: Contact, proven: Contact): void {
  if (given.email === proven.email && given.phone === proven.phone) return;
  throw new AuthError(
    'invalid_argument',
    'the verification token is for another phone or email'
  );
}

import type { AuthStep } from './desk';
import { revoke, revokeAll, signOut } from './endings';
import {
  checkFreeName,
  listProviders,
  queryUsers,
  unbindProvider,
  userExists,
} from './identities';
import {
  bindContact,
  changeBasics,
  changeProfile,
  readOwn,
  removeOwn,
  resetPassword,
  setPassword,
  sudo,
} from './own-account';
import { grantToken, signIn, signInAnonymously, signInCustom } from './sign-in';
import { sendVerification, signUp, verify } from './sign-up';

/** What is served under `/auth/v1`. Everything else is refused by name. */
const STEPS: Record<string, AuthStep> = {
  'POST signin': signIn,
  'POST signin/anonymously': signInAnonymously,
  'POST signin/custom': signInCustom,
  'POST signup': signUp,
  'POST token': grantToken,
  'POST revoke': revoke,
  'POST verification': sendVerification,
  'POST verification/verify': verify,
  'POST reset': resetPassword,
  'GET checkIfUserExist': userExists,
  'GET checkUsername': checkFreeName,
  'POST captcha/data': ({ captchas }) => captchas.make(),
  'POST captcha/data/verify': ({ captchas }, { body }) =>
    captchas.pass(body.token, body.key),
  'GET user/me': readOwn,
  'DELETE user/me': removeOwn,
  'GET user/query': queryUsers,
  'PATCH user/profile': changeProfile,
  'POST user/basic/edit': changeBasics,
  'PATCH user/contact': bindContact,
  'PATCH user/password': setPassword,
  'POST user/sudo': sudo,
  'POST user/signout': signOut,
  'DELETE user/revoke/all': revokeAll,
  'GET user/provider': listProviders,
};

/** The few that the SDK knows under `/auth/v2`, and what they are in v1. */
const SECOND: Record<string, AuthStep> = {
  'POST signin/username': signIn,
  'POST token': grantToken,
  'GET user/me': readOwn,
};

const UNBIND = 'DELETE user/provider/';

/** The step of a request and what follows it in the path, or null. */
export function stepOf(
  version: string,
  route: string
): { step: AuthStep; rest: string } | null {
  const steps = version === 'v2' ? SECOND : STEPS;
  if (Object.hasOwn(steps, route)) {
    return { step: steps[route] as AuthStep, rest: '' };
  }
  const rest = route.startsWith(UNBIND) ? route.slice(UNBIND.length) : '';
  return version === 'v1' && rest ? { step: unbindProvider, rest } : null;
}

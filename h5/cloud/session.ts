import {
  failureIn,
  failureOf,
  needsSignIn,
  toCloudError,
} from './cloud-errors';

/** Who the phone is, as far as the cloud is concerned. */
export interface Session {
  /** Resolves once signed in; signs in again shortly before expiry. */
  ensure(): Promise<void>;
  /** The cloud does not accept the identity any more. */
  renew(): Promise<void>;
}

/** For an app that is already signed in and renews itself. */
export const SIGNED_IN: Session = {
  ensure: () => Promise.resolve(),
  renew: () => Promise.resolve(),
};

/**
 * Runs one operation of js-sdk and answers or throws as `wx.cloud` does. js-sdk
 * fails in two ways (it throws, or it resolves with a code): both end here.
 */
export async function runAs<T>(
  session: Session,
  api: string,
  operation: () => Promise<unknown>
): Promise<T> {
  try {
    await session.ensure();
    return (await attempt(operation)) as T;
  } catch (error) {
    const failure = failureOf(error);
    if (!needsSignIn(failure)) throw toCloudError(api, failure);
  }
  try {
    await session.renew();
    return (await attempt(operation)) as T;
  } catch (error) {
    throw toCloudError(api, failureOf(error));
  }
}

async function attempt(operation: () => Promise<unknown>): Promise<unknown> {
  const answer = await operation();
  const failure = failureIn(answer);
  if (failure) throw Object.assign(new Error(failure.message), failure);
  return answer;
}

import type { DoorParts } from './parts';

/** What a person would find on his phone, in his mailbox or in the console. */
export const AUTH_ROUTES = {
  /** Newest last: codes that were sent, captchas that were shown. */
  'GET auth/codes': ({ verifications, captchas }: DoorParts) => ({
    codes: verifications.sent(),
    captchas: captchas.shown(),
  }),
  /** What the browser SDK may be given as `accessKey`. */
  'GET auth/keys': ({ tokens }: DoorParts) => ({
    publishableKey: tokens.publishableKey(),
  }),
};

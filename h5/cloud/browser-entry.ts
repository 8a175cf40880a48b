import sdk from '@cloudbase/js-sdk';
import { browserFiles } from './browser-files';
import { connectPhone } from './connect-phone';
import type { PhoneIdentity, Sdk } from './connect-phone';
import { createWxCloud } from './create-wx-cloud';

// js-sdk leaves the promise of a refused watch to nobody. The refusal reaches
// onError; to the phone the promise would look like an error of its own.
addEventListener('unhandledrejection', (event) => {
  const reason = event.reason as { isRealtimeErrorMessageError?: true } | null;
  if (!reason?.isRealtimeErrorMessageError) return;
  event.preventDefault();
  event.stopImmediatePropagation();
});

/** `cloud.js` of a phone: read by the host when it makes `wx`. */
(globalThis as { __h5Cloud?: object }).__h5Cloud = {
  createPhoneCloud: (identity: PhoneIdentity) =>
    createWxCloud({
      ...connectPhone(sdk as unknown as Sdk, identity),
      files: browserFiles,
    }),
};

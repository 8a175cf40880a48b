import type { Host } from '../runtime/host';
import { WxError, asyncApi } from './api';
import type { WxPart } from './api';

/** Clipboard, vibration, keyboard and other small things of a phone. */
export function phoneApis({ gestures }: Host): WxPart {
  let clipboard = '';
  return {
    setClipboardData: asyncApi<{ data: string }>(
      'setClipboardData',
      async ({ data }) => {
        clipboard = data;
        // The browser may refuse a frame; inside the phone it works anyhow.
        await navigator.clipboard?.writeText(data).catch(ignoreRefusal);
      }
    ),
    getClipboardData: asyncApi('getClipboardData', () => ({ data: clipboard })),
    vibrateShort: asyncApi('vibrateShort', () => undefined),
    vibrateLong: asyncApi('vibrateLong', () => undefined),
    hideKeyboard: asyncApi('hideKeyboard', () => {
      const focused = document.activeElement;
      if (focused instanceof HTMLElement) focused.blur();
    }),
    setKeepScreenOn: asyncApi('setKeepScreenOn', () => undefined),
    login: asyncApi('login', () => ({ code: 'local-login-code' })),
    checkSession: asyncApi('checkSession', () => undefined),
    makePhoneCall: asyncApi<{ phoneNumber: string }>('makePhoneCall', () => {
      if (!gestures.isTapping())
        throw new WxError('can only be invoked by user TAP gesture.');
    }),
    getPrivacySetting: asyncApi('getPrivacySetting', () => ({
      needAuthorization: false,
      privacyContractName: '《小程序用户隐私保护指引》',
    })),
    requirePrivacyAuthorize: asyncApi(
      'requirePrivacyAuthorize',
      () => undefined
    ),
    openPrivacyContract: asyncApi('openPrivacyContract', () => undefined),
    onNeedPrivacyAuthorization: () => undefined,
    reportEvent: () => undefined,
    getLogManager: () => quietLog(),
    getRealtimeLogManager: () => quietLog(),
  };
}

function quietLog() {
  const write = (...args: unknown[]) => console.debug('[log]', ...args);
  return { debug: write, info: write, log: write, warn: write, error: write };
}

function ignoreRefusal(error: unknown): void {
  console.debug('[h5] the browser refused its clipboard', error);
}

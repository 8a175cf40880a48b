import { WxError, asyncApi } from './api';
import type { WxPart } from './api';
import { SCOPES, type Permissions } from './permissions';

/** Asking for a permission, and what the phone itself allows WeChat. */
export function settingsApis(permissions: Permissions): WxPart {
  const word = (allowed: boolean | undefined) =>
    allowed === false ? 'denied' : 'authorized';
  return {
    authorize: asyncApi<{ scope: string }>('authorize', async ({ scope }) => {
      const known = SCOPES.find((one) => scope === `scope.${one}`);
      if (!known) throw new WxError('scope is not known to this host');
      await permissions.ask(known);
    }),
    getAppAuthorizeSetting: () => ({
      albumAuthorized: word(permissions.read().album),
      cameraAuthorized: 'authorized',
      microphoneAuthorized: 'authorized',
      notificationAuthorized: 'authorized',
    }),
    openAppAuthorizeSetting: asyncApi('openAppAuthorizeSetting', () =>
      permissions.openSettings()
    ),
  };
}

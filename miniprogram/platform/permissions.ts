import { COPY } from '../contract/copy/phone';

export type Scope = 'record' | 'camera' | 'album';

const SENTENCES: Record<Scope, string> = {
  record: COPY.noMicrophone,
  camera: COPY.noCamera,
  album: COPY.noAlbum,
};

/** The other button: what he can do instead. */
const INSTEAD: Record<Scope, string> = {
  record: COPY.permissionText,
  camera: COPY.permissionAlbum,
  album: COPY.permissionCamera,
};

/**
 * Says what is not allowed and shows the way to the switch.
 * @returns true: he would rather take the other way
 */
export function offerSettings(scope: Scope): Promise<boolean> {
  return new Promise((resolve) => {
    wx.showModal({
      title: SENTENCES[scope],
      confirmText: COPY.permissionOpen,
      cancelText: INSTEAD[scope],
      success({ confirm }) {
        if (confirm) openSettings(scope);
        resolve(!confirm);
      },
      fail: () => resolve(false),
    });
  });
}

/** WeChat itself may be the one that is not allowed: another switch. */
export function openSettings(scope: Scope | 'saving'): void {
  const { cameraAuthorized, microphoneAuthorized, albumAuthorized } =
    wx.getAppAuthorizeSetting?.() ?? {};
  const ofPhone = {
    record: microphoneAuthorized,
    camera: cameraAuthorized,
    album: albumAuthorized,
    saving: albumAuthorized,
  }[scope];
  const here = ofPhone === 'denied' || scope === 'album';
  if (here && wx.openAppAuthorizeSetting) wx.openAppAuthorizeSetting({});
  else wx.openSetting({});
}

/** Asks WeChat to let us record. false: he refused, now or earlier. */
export function mayRecord(): Promise<'yes' | 'no' | 'privacy'> {
  return new Promise((resolve) => {
    wx.authorize({
      scope: 'scope.record',
      success: () => resolve('yes'),
      fail: (error) => resolve(isPrivacy(error) ? 'privacy' : 'no'),
    });
  });
}

interface Failure {
  errMsg?: string;
  errno?: number;
}

export const isCancel = ({ errMsg = '' }: Failure) => /cancel/i.test(errMsg);

/** The privacy guide was not agreed to, or does not name this. */
export const isPrivacy = ({ errno = 0, errMsg = '' }: Failure) =>
  [103, 104, 112].includes(errno) || /privacy/i.test(errMsg);

export const isDenied = ({ errMsg = '' }: Failure) =>
  /auth deny|auth denied|authorize|permission/i.test(errMsg);

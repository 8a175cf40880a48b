import { COPY } from '../contract/copy';

/**
 * Saves a picture into the phone's album and says how it went. Refused before,
 * WeChat asks no second time: its settings are the way back.
 */
export async function savePicture(url: string): Promise<void> {
  try {
    const { path } = await wx.getImageInfo({ src: url });
    await wx.saveImageToPhotosAlbum({ filePath: path });
    wx.showToast({ title: COPY.codeSaved, icon: 'none' });
  } catch (error) {
    const { errMsg = '' } = error as { errMsg?: string };
    if (errMsg.includes('cancel')) return;
    if (isDenied(errMsg)) return offerSettings();
    console.warn('album', errMsg);
    wx.showToast({ title: COPY.codeSaveFailed, icon: 'none' });
  }
}

/** "auth deny", "auth denied", "authorize no response": by platform. */
const isDenied = (errMsg: string) => /auth/i.test(errMsg);

function offerSettings(): void {
  wx.showModal({
    content: COPY.codeAlbumDenied,
    confirmText: COPY.goToSettings,
    success({ confirm }) {
      if (confirm) wx.openSetting();
    },
  });
}

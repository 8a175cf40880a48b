import { COPY } from '../contract/copy/phone';

/**
 * Saves a picture into the phone's album and says how it went. Refused before,
 * WeChat asks no second time: its settings are the way back.
 */
export async function savePicture(url: string): Promise<void> {
  try {
    const filePath = await fetchPicture(url);
    await wx.saveImageToPhotosAlbum({ filePath });
    wx.showToast({ title: COPY.codeSaved, icon: 'none' });
  } catch (error) {
    const { errMsg = '' } = error as { errMsg?: string };
    if (errMsg.includes('cancel')) return;
    if (isDenied(errMsg)) return offerSettings();
    console.warn('album', errMsg);
    wx.showToast({ title: COPY.codeSaveFailed, icon: 'none' });
  }
}

/** WeChat wants the host in the mini-program's list of downloads. */
function fetchPicture(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    wx.downloadFile({
      url,
      success({ statusCode, tempFilePath }) {
        if (statusCode === 200) resolve(tempFilePath);
        else reject({ errMsg: `downloadFile:status ${statusCode}` });
      },
      fail: reject,
    });
  });
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

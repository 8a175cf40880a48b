import { COPY } from '../contract/copy/phone';
import { openSettings } from './permissions';

/**
 * Saves a picture into the phone's album and says how it went. Refused before,
 * WeChat asks no second time: its settings are the way back, and a long press
 * on the picture saves it without them, or where nothing else can.
 */
export async function savePicture(url: string): Promise<void> {
  if (typeof wx.saveImageToPhotosAlbum !== 'function') return showToPress(url);
  try {
    const filePath = await fetchPicture(url);
    await wx.saveImageToPhotosAlbum({ filePath });
    wx.showToast({ title: COPY.codeSaved, icon: 'none' });
  } catch (error) {
    const { errMsg = '' } = error as { errMsg?: string };
    if (errMsg.includes('cancel')) return;
    if (isDenied(errMsg)) return offerWays(url);
    console.warn('album', errMsg);
    showToPress(url);
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

function offerWays(url: string): void {
  wx.showModal({
    content: COPY.codeAlbumDenied,
    confirmText: COPY.goToSettings,
    cancelText: COPY.codePressToSave,
    success({ confirm, cancel }) {
      if (confirm) openSettings('saving');
      else if (cancel) wx.previewImage({ urls: [url] });
    },
  });
}

function showToPress(url: string): void {
  wx.previewImage({ urls: [url] });
  wx.showToast({ title: COPY.codeSaveFailed, icon: 'none', duration: 3_000 });
}

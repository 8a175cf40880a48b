import { COPY } from '../contract/copy/phone';
import { extensionIn } from '../services/media';

/** What WeChat can show; anything else is given as an address. */
const DOCUMENTS = ['doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx', 'pdf'] as const;
const PICTURES = ['jpg', 'jpeg', 'png', 'gif', 'webp'];

/** Opens a file of this phone, or from an address of ours. */
export async function openFile(name: string, url: string): Promise<void> {
  const extension = extensionIn(name);
  if (PICTURES.includes(extension)) return showPicture([url], url);
  const fileType = DOCUMENTS.find((one) => one === extension);
  if (!fileType || !wx.openDocument) return giveAddress(url);
  wx.showLoading({ title: name, mask: true });
  try {
    const filePath = await fetchFile(url);
    await wx.openDocument({ filePath, fileType, showMenu: true });
  } finally {
    wx.hideLoading();
  }
}

export function showPicture(urls: string[], current: string): void {
  wx.previewImage({ urls, current });
}

function fetchFile(url: string): Promise<string> {
  if (!/^https?:/.test(url)) return Promise.resolve(url);
  return new Promise((resolve, reject) => {
    wx.downloadFile({
      url,
      success: ({ statusCode, tempFilePath }) =>
        statusCode === 200
          ? resolve(tempFilePath)
          : reject(new Error(`status ${statusCode}`)),
      fail: reject,
    });
  });
}

function giveAddress(data: string): void {
  wx.setClipboardData({
    data,
    success: () => wx.showToast({ title: COPY.fileCannotOpen, icon: 'none' }),
  });
}

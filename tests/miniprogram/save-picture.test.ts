/// <reference types="miniprogram-api-typings" />
import { afterEach, describe, expect, it, vi } from 'vitest';
import { savePicture } from '../../miniprogram/platform/save-picture';

const URL = 'https://files/code.png';

/** A phone whose album answers with `errMsg`; null: it has no such call. */
function phone(errMsg: string | null, answer: object = {}) {
  const wx = {
    downloadFile: ({ success }: { success(file: object): void }) =>
      success({ statusCode: 200, tempFilePath: 'wxfile://code.png' }),
    previewImage: vi.fn(),
    showToast: vi.fn(),
    openSetting: vi.fn(),
    openAppAuthorizeSetting: vi.fn(),
    showModal: vi.fn(({ success }: { success(answer: object): void }) =>
      success(answer)
    ),
    ...(errMsg !== null && {
      saveImageToPhotosAlbum: vi.fn(() =>
        errMsg === '' ? Promise.resolve() : Promise.reject({ errMsg })
      ),
    }),
  };
  vi.stubGlobal('wx', wx);
  vi.spyOn(console, 'warn').mockReturnValue();
  return wx;
}
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('an agent’s code for the album', () => {
  it('is saved, and said to be', async () => {
    const wx = phone('');
    await savePicture(URL);
    expect(wx.showToast.mock.calls[0]?.[0]).toMatchObject({
      title: '已保存到相册',
    });
    expect(wx.previewImage).not.toHaveBeenCalled();
  });

  const denied = 'saveImageToPhotosAlbum:fail auth deny';
  it('has two ways out where the album is refused: the switch, a long press', async () => {
    const settings = phone(denied, { confirm: true, cancel: false });
    await savePicture(URL);
    expect(settings.openSetting).toHaveBeenCalledOnce();
    expect(settings.openAppAuthorizeSetting).not.toHaveBeenCalled();
    expect(settings.previewImage).not.toHaveBeenCalled();

    const press = phone(denied, { confirm: false, cancel: true });
    await savePicture(URL);
    expect(press.previewImage).toHaveBeenCalledWith({ urls: [URL] });
    expect(press.openSetting).not.toHaveBeenCalled();
  });

  it.each([null, 'saveImageToPhotosAlbum:fail disk full'])(
    'is shown large to be pressed where it cannot be saved (%s)',
    async (errMsg) => {
      const wx = phone(errMsg);
      await savePicture(URL);
      expect(wx.previewImage).toHaveBeenCalledWith({ urls: [URL] });
      expect(wx.showModal).not.toHaveBeenCalled();
    }
  );

  it('says nothing when he changed his mind', async () => {
    const wx = phone('saveImageToPhotosAlbum:fail cancel');
    await savePicture(URL);
    expect(wx.showToast).not.toHaveBeenCalled();
    expect(wx.previewImage).not.toHaveBeenCalled();
  });
});

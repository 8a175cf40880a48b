/// <reference types="miniprogram-api-typings" />
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

interface Modal {
  title?: string;
  content?: string;
  confirmText?: string;
  cancelText?: string;
  success(answer: { confirm: boolean }): void;
}
interface Asked {
  success(answer?: object): void;
  fail(error: object): void;
  complete?(): void;
}

/** What he is asked, in order, and whether he takes the first button. */
let modals: Modal[];
let confirms: boolean;
let toasts: string[];

const base = () => ({
  showModal: (modal: Modal) => {
    modals.push(modal);
    modal.success({ confirm: confirms });
  },
  showToast: ({ title }: { title: string }) => toasts.push(title),
  openSetting: vi.fn(),
  openAppAuthorizeSetting: vi.fn(),
});
type Base = ReturnType<typeof base>;
const stub = <T extends object>(wx: T): Omit<Base, keyof T> & T => {
  const whole = { ...base(), ...wx };
  vi.stubGlobal('wx', whole);
  return whole;
};
/** Modules keep what they learn for a session: each test is one. */
async function fresh<T>(load: () => Promise<T>): Promise<T> {
  vi.resetModules();
  return load();
}

beforeEach(() => {
  modals = [];
  toasts = [];
  confirms = true;
});
afterEach(() => vi.unstubAllGlobals());

describe('pictures that are not allowed', () => {
  const load = () => fresh(() => import('../../miniprogram/platform/choose'));
  const denied = { errMsg: 'chooseMedia:fail auth deny' };
  const taken = {
    tempFiles: [{ tempFilePath: 'wxfile://a.png', size: 10 }],
  };
  const info = { width: 4, height: 3, type: 'png' };
  const choosing = (refused: string) =>
    vi.fn(({ sourceType }: { sourceType: string[] }) =>
      sourceType[0] === refused ? Promise.reject(denied) : taken
    );

  it.each([
    ['album', 'camera', '没有相册权限，选不了图片', '用拍摄代替'],
    ['camera', 'album', '没有相机权限，拍不了照片', '从相册选'],
  ] as const)('%s: he may take the %s', async (from, to, title, cancelText) => {
    confirms = false;
    const wx = stub({
      chooseMedia: choosing(from),
      getImageInfo: async () => info,
    });
    const { choosePictures } = await load();
    const media = await choosePictures(from);
    expect(modals).toMatchObject([
      { title, cancelText, confirmText: '去开启' },
    ]);
    expect(media).toMatchObject([{ kind: 'image', path: 'wxfile://a.png' }]);
    const asked = wx.chooseMedia.mock.calls.map(([one]) => one.sourceType[0]);
    expect(asked).toEqual([from, to]);
  });

  it('shows the switch of the phone where WeChat itself may not', async () => {
    const wx = stub({
      chooseMedia: choosing('camera'),
      getAppAuthorizeSetting: () => ({ cameraAuthorized: 'denied' }),
    });
    const { choosePictures } = await load();
    expect(await choosePictures('camera')).toEqual([]);
    expect(wx.openAppAuthorizeSetting).toHaveBeenCalledTimes(1);
    expect(wx.openSetting).not.toHaveBeenCalled();
  });

  it('shows the switch of WeChat elsewhere, on an old phone too', async () => {
    const wx = stub({
      chooseMedia: choosing('album'),
      openAppAuthorizeSetting: undefined,
    });
    const { choosePictures } = await load();
    expect(await choosePictures('album')).toEqual([]);
    expect(wx.openSetting).toHaveBeenCalledTimes(1);
  });

  it('says nothing to who changed his mind', async () => {
    const cancelled = { errMsg: 'chooseMedia:fail cancel' };
    stub({ chooseMedia: () => Promise.reject(cancelled) });
    const { choosePictures } = await load();
    expect(await choosePictures('album')).toEqual([]);
    expect([modals, toasts]).toEqual([[], []]);
  });

  it('[B-115] names the privacy guide where that is what is missing', async () => {
    const privacy = { errno: 104, errMsg: 'chooseMedia:fail privacy' };
    stub({
      chooseMedia: () => Promise.reject(privacy),
      chooseMessageFile: () => Promise.reject(privacy),
    });
    const { chooseFiles, choosePictures } = await load();
    await choosePictures('album');
    await chooseFiles();
    expect(toasts).toEqual([
      '同意《隐私保护指引》后才能使用',
      '同意《隐私保护指引》后才能使用',
    ]);
  });

  it('an old WeChat without any picker says so and stays whole', async () => {
    stub({});
    const { chooseFiles, choosePictures } = await load();
    expect(await choosePictures('album')).toEqual([]);
    expect(await chooseFiles()).toEqual([]);
    expect(toasts).toEqual([
      '打不开相册，请稍后再试',
      '打不开相册，请稍后再试',
    ]);
  });
});

describe('a microphone that is not allowed', () => {
  const load = () =>
    fresh(() => import('../../miniprogram/platform/permissions'));

  it('leads to the switch, or to words', async () => {
    const wx = stub({
      authorize: ({ fail }: Asked) =>
        fail({ errMsg: 'authorize:fail auth deny' }),
    });
    const { mayRecord, offerSettings } = await load();
    expect(await mayRecord()).toBe('no');
    expect(await offerSettings('record')).toBe(false);
    expect(wx.openSetting).toHaveBeenCalledTimes(1);
    confirms = false;
    expect(await offerSettings('record')).toBe(true);
    expect(modals[0]).toMatchObject({
      title: '没有麦克风权限，录不了语音',
      cancelText: '改用文字',
    });
  });

  it('is told apart from the privacy guide', async () => {
    stub({ authorize: ({ fail }: Asked) => fail({ errno: 104 }) });
    const { mayRecord } = await load();
    expect(await mayRecord()).toBe('privacy');
  });
});

describe('[US003] reminders that are not allowed', () => {
  const load = () =>
    fresh(async () => ({
      ...(await import('../../miniprogram/platform/ask-for-pushes')),
      ...(await import('../../miniprogram/platform/push-choices')),
    }));
  const answering = (answer: string, items: object = {}) => ({
    requestSubscribeMessage: ({ success }: Asked) => success({ T1: answer }),
    getSetting: ({ success, complete }: Asked) => {
      success({ subscriptionsSetting: { itemSettings: items } });
      complete?.();
    },
  });

  it('the main switch is off: says so and leads there', async () => {
    const wx = stub({
      requestSubscribeMessage: ({ fail }: Asked) => fail({ errCode: 20004 }),
    });
    const { askForPushes } = await load();
    expect(await askForPushes(['T1'])).toEqual({ results: {}, off: true });
    expect(modals).toMatchObject([{ confirmText: '去设置' }]);
    expect(wx.openSetting).toHaveBeenCalledWith({ withSubscriptions: true });
  });

  it('"always reject" was ticked, so no panel comes: leads to the settings', async () => {
    const wx = stub(answering('reject', { T1: 'reject' }));
    const { askForPushes, learnAlways } = await load();
    learnAlways();
    const { results } = await askForPushes(['T1']);
    expect(results).toEqual({ T1: 'reject' });
    expect(modals).toMatchObject([
      { content: '您选过“总是拒绝”，在设置里改为接收后，才能提醒您' },
    ]);
    expect(wx.openSetting).toHaveBeenCalledWith({ withSubscriptions: true });
    expect(toasts).toEqual([]);
  });

  it('refused this once: he is left in peace', async () => {
    stub(answering('reject'));
    const { askForPushes, learnAlways } = await load();
    learnAlways();
    await askForPushes(['T1']);
    expect(modals).toEqual([]);
    expect(toasts).toEqual(['好的，不打扰。回复会留在这里，打开就能看到。']);
  });
});

describe('an old WeChat', () => {
  it('has no recorder, no files and no reminders, and still sends words', async () => {
    stub({
      canIUse: () => false,
      cloud: {},
      getNetworkType: () => undefined,
      onNetworkStatusChange: () => undefined,
    });
    const { canRecord } = await import('../../miniprogram/platform/recorder');
    expect(canRecord()).toBe(false);
    const { wxFiles } = await import('../../miniprogram/platform/wx-files');
    expect(wxFiles()).toBeUndefined();
    const { wxPorts } = await import('../../miniprogram/platform/wx-ports');
    expect(wxPorts()).not.toHaveProperty('files');
  });
});

/// <reference types="miniprogram-api-typings" />
import { afterEach, describe, expect, it, vi } from 'vitest';
import { navMetrics } from '../../miniprogram/platform/nav-metrics';

/** What the platform does in the places where phones differ. */
const stub = (wx: object) => vi.stubGlobal('wx', wx);
/** Modules keep what they learn for a session: each test is one. */
async function fresh<T>(load: () => Promise<T>): Promise<T> {
  vi.resetModules();
  return load();
}
afterEach(() => vi.unstubAllGlobals());

describe('asking WeChat silently', () => {
  const load = () =>
    fresh(async () => ({
      ...(await import('../../miniprogram/platform/silent-top-up')),
      ...(await import('../../miniprogram/platform/push-choices')),
    }));
  const settings = (items: object) => ({
    getSetting: vi.fn(
      ({
        success,
        complete,
      }: {
        success(answer: object): void;
        complete(): void;
      }) => {
        success({ subscriptionsSetting: { itemSettings: items } });
        complete();
      }
    ),
    requestSubscribeMessage: vi.fn(
      ({
        tmplIds,
        success,
      }: {
        tmplIds: string[];
        success(answer: object): void;
      }) => success(Object.fromEntries(tmplIds.map((id) => [id, 'accept'])))
    ),
  });

  it('[F004c] tops up on taps where "always" was chosen and few are left', async () => {
    const wx = settings({ T1: 'accept', T2: 'reject' });
    stub(wx);
    const { learnAlways, topUpSilently } = await load();
    learnAlways();
    learnAlways();
    expect(await topUpSilently(['T1', 'T2'], 2)).toEqual({
      results: { T1: 'accept' },
      off: false,
    });
    expect(topUpSilently(['T1'], 3)).toBeNull();
    expect(topUpSilently(['T2'], 0)).toBeNull();
    expect(wx.getSetting).toHaveBeenCalledTimes(1);
    expect(wx.requestSubscribeMessage).toHaveBeenCalledTimes(1);
  });

  it('[F004c] never shows a panel to who did not choose "always"', async () => {
    const wx = settings({});
    stub(wx);
    const { learnAlways, topUpSilently } = await load();
    expect(topUpSilently(['T1'], 0)).toBeNull();
    learnAlways();
    expect(topUpSilently(['T1'], 0)).toBeNull();
    expect(wx.requestSubscribeMessage).not.toHaveBeenCalled();
  });
});

describe('a full phone', () => {
  it('gives up the cache for the outbox, and is told once', async () => {
    const kept = new Map<string, unknown>([['cache:customer', 'x']]);
    const showToast = vi.fn();
    stub({
      cloud: {},
      getNetworkType: () => undefined,
      onNetworkStatusChange: () => undefined,
      setStorageSync: (key: string, value: unknown) => {
        if (kept.size > 0 && !kept.has(key)) throw new Error('exceed limit');
        kept.set(key, value);
      },
      removeStorageSync: (key: string) => kept.delete(key),
      showToast,
    });
    const { wxPorts } = await fresh(
      () => import('../../miniprogram/platform/wx-ports')
    );
    const { storage } = wxPorts();
    storage.set('outbox:customer', ['m1']);
    expect(kept).toEqual(new Map([['outbox:customer', ['m1']]]));
    expect(() => storage.set('drafts:customer', {})).not.toThrow();
    expect(showToast).toHaveBeenCalledTimes(1);
  });

  it('goes on in memory with what does not fit, until there is room', async () => {
    const kept = new Map<string, unknown>();
    let room = false;
    stub({
      cloud: {},
      getNetworkType: () => undefined,
      onNetworkStatusChange: () => undefined,
      getStorageSync: (key: string) => kept.get(key) ?? '',
      setStorageSync: (key: string, value: unknown) => {
        if (!room) throw new Error('exceed limit');
        kept.set(key, value);
      },
      removeStorageSync: (key: string) => kept.delete(key),
      showToast: () => undefined,
    });
    const { wxPorts } = await fresh(
      () => import('../../miniprogram/platform/wx-ports')
    );
    const ports = wxPorts();
    const { createConsent } =
      await import('../../miniprogram/services/consent');
    const { createDrafts } = await import('../../miniprogram/services/drafts');
    // Whoever agreed is not asked again at every page.
    createConsent(ports).give();
    expect(createConsent(ports).given()).toBe(true);
    const drafts = createDrafts(ports, 'drafts:customer');
    drafts.set('customer', '写到一半');
    drafts.flush();
    const again = createDrafts(ports, 'drafts:customer');
    expect(again.get('customer')).toBe('写到一半');
    expect(kept.size).toBe(0);
    room = true;
    drafts.flush();
    expect([...kept.keys()]).toEqual(['drafts:customer']);
    ports.storage.remove('consent');
    expect(createConsent(ports).given()).toBe(false);
  });
});

describe('an old base library', () => {
  it('has a header, no reminders, and its own page for the privacy text', async () => {
    const navigateTo = vi.fn();
    stub({
      getSystemInfoSync: () => ({ statusBarHeight: 20, windowWidth: 320 }),
      getMenuButtonBoundingClientRect: () => ({
        top: 26,
        height: 32,
        left: 220,
      }),
      navigateTo,
    });
    expect(navMetrics()).toEqual({ top: 20, height: 44, capsule: 100 });
    const { askForPushes } =
      await import('../../miniprogram/platform/ask-for-pushes');
    expect(await askForPushes(['T1'])).toEqual({ results: {}, off: false });
    const guide = await import('../../miniprogram/platform/privacy-guide');
    expect(guide.knowsPrivacy()).toBe(false);
    guide.openPrivacyGuide();
    expect(navigateTo).toHaveBeenCalledWith({ url: '/pages/data/index' });
  });
});

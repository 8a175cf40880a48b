import {
  CAPSULE,
  HOME_INDICATOR_HEIGHT,
  NAVIGATION_BAR_HEIGHT,
  STATUS_BAR_HEIGHT,
} from '../phone/chrome';
import type { Host } from '../runtime/host';
import { Signal } from '../runtime/signal';
import { asyncApi } from './api';
import type { WxPart } from './api';

/** Window, device, app base and system information; the capsule. */
export function deviceApis(host: Host): WxPart {
  const windowInfo = () => readWindow(host);
  const appInfo = () => appBase(host);
  const everything = () => ({ ...windowInfo(), ...DEVICE, ...appInfo() });
  const capsuleMoved = new Signal<object>();
  const resized = new Signal<object>();
  const theme = host.theme.changed.relay();
  addEventListener('resize', () => {
    const { windowWidth, windowHeight } = windowInfo();
    const size = { windowWidth, windowHeight };
    resized.emit({ size });
    for (const page of host.router.pages) page.resize(size);
  });
  return {
    getWindowInfo: windowInfo,
    getDeviceInfo: () => DEVICE,
    getAppBaseInfo: appInfo,
    getSystemInfoSync: everything,
    getSystemInfo: asyncApi('getSystemInfo', everything),
    getSystemInfoAsync: asyncApi('getSystemInfoAsync', everything),
    getSystemSetting: () => ({
      wifiEnabled: true,
      deviceOrientation: 'portrait',
    }),
    getMenuButtonBoundingClientRect: capsule,
    onMenuButtonBoundingClientRectWeightChange: capsuleMoved.on,
    offMenuButtonBoundingClientRectWeightChange: capsuleMoved.off,
    onWindowResize: resized.on,
    offWindowResize: resized.off,
    onThemeChange: theme.on,
    offThemeChange: theme.off,
    getAccountInfoSync: () => ({
      miniProgram: {
        appId: 'wx0000000000000000',
        envVersion: 'develop',
        version: '',
      },
      plugin: { appId: '', version: '' },
    }),
  };
}

const DEVICE = {
  brand: 'browser',
  model: 'browser',
  platform: 'ios',
  system: 'iOS 17.0',
  abi: 'arm64',
  deviceAbi: 'arm64',
  benchmarkLevel: 50,
  cpuType: 'browser',
  memorySize: '4096',
};

function appBase(host: Host) {
  return {
    SDKVersion: '3.8.12',
    version: '8.0.50',
    language: 'zh_CN',
    theme: host.theme.name,
    enableDebug: false,
    fontSizeScaleFactor: host.parameters.textScale,
    fontSizeSetting: 17 * host.parameters.textScale,
    host: { env: 'WeChat', appId: '' },
  };
}

function readWindow({ router, theme, parameters }: Host) {
  const drawn = parameters.frame === 'phone';
  const top = drawn ? STATUS_BAR_HEIGHT : 0;
  const bottom = innerHeight - (drawn ? HOME_INDICATOR_HEIGHT : 0);
  const style = theme.windowOf(router.top?.config ?? {}).navigationStyle;
  const bar = style === 'custom' ? 0 : top + NAVIGATION_BAR_HEIGHT;
  return {
    windowWidth: innerWidth,
    windowHeight: innerHeight - bar,
    screenWidth: innerWidth,
    screenHeight: innerHeight,
    screenTop: bar,
    statusBarHeight: top,
    pixelRatio: devicePixelRatio,
    safeArea: {
      top,
      bottom,
      left: 0,
      right: innerWidth,
      width: innerWidth,
      height: bottom - top,
    },
  };
}

function capsule() {
  const { width, height, top, right } = CAPSULE;
  return {
    width,
    height,
    top,
    bottom: top + height,
    left: innerWidth - right - width,
    right: innerWidth - right,
  };
}

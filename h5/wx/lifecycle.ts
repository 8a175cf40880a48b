import type { Host } from '../runtime/host';
import { Signal } from '../runtime/signal';
import { asyncApi } from './api';
import type { WxPart } from './api';

/** Launch options, foreground and background, network, errors, updates. */
export function lifecycleApis(host: Host): WxPart {
  const { lifecycle, network } = host;
  const changed = network.changed.relay();
  const rejections = new Signal<{ reason: unknown }>();
  addEventListener('unhandledrejection', ({ reason }) =>
    rejections.emit({ reason })
  );
  addEventListener('error', ({ message }) => host.failed.emit(message));
  return {
    getLaunchOptionsSync: () => lifecycle.launchOptions,
    getEnterOptionsSync: () => lifecycle.enterOptions,
    onAppShow: lifecycle.shown.on,
    offAppShow: lifecycle.shown.off,
    onAppHide: lifecycle.hidden.on,
    offAppHide: lifecycle.hidden.off,
    onNetworkStatusChange: changed.on,
    offNetworkStatusChange: changed.off,
    getNetworkType: asyncApi('getNetworkType', () => network.status),
    onError: host.failed.on,
    offError: host.failed.off,
    onUnhandledRejection: rejections.on,
    offUnhandledRejection: rejections.off,
    onMemoryWarning: new Signal<object>().on,
    onKeyboardHeightChange: new Signal<object>().on,
    offKeyboardHeightChange: () => undefined,
    getUpdateManager: () => ({
      onCheckForUpdate: (told: (r: { hasUpdate: boolean }) => void) =>
        queueMicrotask(() => told({ hasUpdate: false })),
      onUpdateReady: () => undefined,
      onUpdateFailed: () => undefined,
      applyUpdate: () => undefined,
    }),
  };
}

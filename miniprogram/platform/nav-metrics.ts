import { zoomAt } from './wide';

export interface NavMetrics {
  /** Of the status bar, in px. */
  top: number;
  /** Of the bar that holds WeChat's capsule, in px. */
  height: number;
  /** From the capsule's left edge to the window's right one, in px. */
  capsule: number;
}

/** What stands in it is 88 rpx high, in a wide window less. */
const CONTENT = 88 / 750;

/** Base libraries before 2.20.1 know only the older call. */
export function windowInfo(): { statusBarHeight: number; windowWidth: number } {
  if (typeof wx.getWindowInfo === 'function') return wx.getWindowInfo();
  return wx.getSystemInfoSync();
}

/** Where an own navigation bar fits around WeChat's capsule. */
export function navMetrics(): NavMetrics {
  const { statusBarHeight, windowWidth } = windowInfo();
  const capsule = wx.getMenuButtonBoundingClientRect();
  const gap = Math.max(4, capsule.top - statusBarHeight);
  return {
    top: statusBarHeight,
    height: Math.max(
      gap * 2 + capsule.height,
      windowWidth * zoomAt(windowWidth) * CONTENT
    ),
    capsule: windowWidth - capsule.left,
  };
}

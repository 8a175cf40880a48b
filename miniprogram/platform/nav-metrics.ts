export interface NavMetrics {
  /** Of the status bar, in px. */
  top: number;
  /** Of the bar that holds WeChat's capsule, in px. */
  height: number;
  /** From the capsule's left edge to the window's right one, in px. */
  capsule: number;
}

/** Where an own navigation bar fits around WeChat's capsule. */
export function navMetrics(): NavMetrics {
  const { statusBarHeight, windowWidth } = wx.getWindowInfo();
  const capsule = wx.getMenuButtonBoundingClientRect();
  const gap = Math.max(4, capsule.top - statusBarHeight);
  return {
    top: statusBarHeight,
    height: gap * 2 + capsule.height,
    capsule: windowWidth - capsule.left,
  };
}

import { zoomAt } from './wide';

/** rpx of a screen's width. */
const SCREEN_RPX = 750;

/** What text is multiplied with, at the sizes a person chooses in WeChat. */
const STEPS = [1, 1.1, 1.25, 1.4] as const;
/** WeChat's own text at the usual size, in px. */
const USUAL_PX = 17;

interface TextSetting {
  /** Newer base libraries. */
  fontSizeScaleFactor?: number;
  /** Of WeChat's text, in px: 17 usually, 23.8 with 关怀模式 on an iPhone. */
  fontSizeSetting?: number;
}

/** The step next to what the person chose; text never gets smaller. */
export function textScaleOf(setting: TextSetting): number {
  const { fontSizeScaleFactor, fontSizeSetting = USUAL_PX } = setting;
  const wanted = fontSizeScaleFactor ?? fontSizeSetting / USUAL_PX;
  return STEPS.reduce((best, step) =>
    Math.abs(step - wanted) < Math.abs(best - wanted) ? step : best
  );
}

/** What text is multiplied with on this phone now. */
export function textScale(): number {
  if (typeof wx.getAppBaseInfo === 'function') {
    return textScaleOf(wx.getAppBaseInfo() as TextSetting);
  }
  return textScaleOf(wx.getSystemInfoSync() as TextSetting);
}

/** For the `page-meta` of every page: sets `--cs-type` of app.wxss. */
export function textStyle(): string {
  return `--cs-type: ${textScale()}`;
}

/** What a rpx is, in px, where `--cs-zoom` holds. */
export function zoomedPx(windowWidth: number): number {
  return (windowWidth / SCREEN_RPX) * zoomAt(windowWidth);
}

/** What a rpx is, in px, in a row that is as high as its text needs. */
export function rowPx(windowWidth: number): number {
  return zoomedPx(windowWidth) * textScale();
}

/** From which width of the window on, in px, what is in rpx is how much smaller. */
export const ZOOM_STEPS: readonly (readonly [from: number, zoom: number])[] = [
  [1200, 0.36],
  [900, 0.44],
  [600, 0.58],
];

/** What `--cs-zoom` of app.wxss is in a window so wide. */
export function zoomAt(windowWidth: number): number {
  return ZOOM_STEPS.find(([from]) => windowWidth >= from)?.[1] ?? 1;
}

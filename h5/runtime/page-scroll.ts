import type { WindowJson } from './config';
import type { Page } from './page';

const DEFAULT_BOTTOM_PX = 50;
const PULL_PX = 60;

/** `onPageScroll`, `onReachBottom` and `onPullDownRefresh` of a page. */
export function followPageScroll(page: Page, window: WindowJson): void {
  const { element } = page;
  const distance = window.onReachBottomDistance ?? DEFAULT_BOTTOM_PX;
  let atBottom = false;
  element.addEventListener(
    'scroll',
    () => {
      page.call('onPageScroll', { scrollTop: element.scrollTop });
      const end = element.scrollHeight - element.clientHeight - distance;
      const reached = element.scrollTop >= end;
      if (reached && !atBottom) page.call('onReachBottom');
      atBottom = reached;
    },
    { passive: true }
  );
  if (window.enablePullDownRefresh) followPull(page);
}

function followPull(page: Page): void {
  const { element } = page;
  let startY: number | undefined;
  element.addEventListener(
    'touchstart',
    (event) => {
      startY = element.scrollTop <= 0 ? event.touches[0]?.clientY : undefined;
    },
    { passive: true }
  );
  element.addEventListener('touchend', (event) => {
    const endY = event.changedTouches[0]?.clientY ?? 0;
    if (startY !== undefined && endY - startY > PULL_PX) {
      page.call('onPullDownRefresh');
    }
    startY = undefined;
  });
}

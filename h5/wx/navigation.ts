import type { Host } from '../runtime/host';
import { asyncApi } from './api';
import type { WxPart } from './api';

interface ToUrl {
  url: string;
}

/** Routes. They begin after the caller's turn, so `onLoad` may redirect. */
export function navigationApis({ router, chrome, lifecycle }: Host): WxPart {
  const route = (
    name: 'navigateTo' | 'redirectTo' | 'reLaunch' | 'switchTab'
  ) =>
    asyncApi<ToUrl>(name, async ({ url }) => {
      await Promise.resolve();
      router[name](url);
    });
  return {
    navigateTo: route('navigateTo'),
    redirectTo: route('redirectTo'),
    reLaunch: route('reLaunch'),
    switchTab: route('switchTab'),
    navigateBack: asyncApi<{ delta?: number }>(
      'navigateBack',
      async ({ delta }) => {
        await Promise.resolve();
        router.navigateBack(delta);
      }
    ),
    setNavigationBarTitle: asyncApi<{ title: string }>(
      'setNavigationBarTitle',
      ({ title }) => chrome.setTitle(title)
    ),
    setNavigationBarColor: asyncApi<{
      frontColor: string;
      backgroundColor: string;
    }>('setNavigationBarColor', ({ frontColor, backgroundColor }) =>
      chrome.setColors(frontColor, backgroundColor)
    ),
    exitMiniProgram: asyncApi('exitMiniProgram', () => lifecycle.hide()),
    pageScrollTo: asyncApi<{
      scrollTop?: number;
      selector?: string;
      duration?: number;
    }>('pageScrollTo', (options) => {
      const page = router.top?.element;
      const target = options.selector
        ? page?.querySelector(options.selector)
        : undefined;
      const top = target
        ? target.getBoundingClientRect().top + (page?.scrollTop ?? 0)
        : (options.scrollTop ?? 0);
      const behavior = options.duration === 0 ? 'instant' : 'smooth';
      page?.scrollTo({ top, behavior });
    }),
    startPullDownRefresh: asyncApi(
      'startPullDownRefresh',
      () => void router.top?.call('onPullDownRefresh')
    ),
    stopPullDownRefresh: asyncApi('stopPullDownRefresh', () => undefined),
  };
}

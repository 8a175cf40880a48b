import type { Chrome } from '../phone/chrome';
import type { BootConfig } from './config';
import type { Framework } from './framework';
import { Page } from './page';
import { followPageScroll } from './page-scroll';
import { ReadyQueue } from './ready';
import { Router } from './router';
import type { Theme } from './theme';

/** The router of this phone: pages are drawn, the bar and the hash follow. */
export function createRouter(
  config: BootConfig,
  { space, backend }: Framework,
  theme: Theme,
  chrome: Chrome
): Router {
  const ready = new ReadyQueue();
  ready.watch(space);
  const router: Router = new Router({
    hasPage: (path) => config.pages.includes(path),
    tabPages: config.app.tabBar?.list.map((tab) => tab.pagePath) ?? [],
    create: (address) => {
      const json = config.configs[address.path] ?? {};
      const page = new Page(address, json, backend, space, document.body);
      const window = theme.windowOf(json);
      page.frame.dataset['bar'] = window.navigationStyle ?? 'default';
      followPageScroll(page, window);
      ready.then(() => page.call('onReady'));
      return page;
    },
    changed: (page) => {
      chrome.apply(theme.windowOf(page.config), router.pages.length);
      history.replaceState(null, '', `#/${page.url}`);
    },
  });
  theme.changed.on(() => {
    const { top } = router;
    if (top) chrome.apply(theme.windowOf(top.config), router.pages.length);
  });
  return router;
}

import type { Page } from './page';
import { parsePageUrl } from './url';
import type { PageUrl } from './url';

const MAX_PAGES = 10;

export interface RouterPorts {
  hasPage(path: string): boolean;
  tabPages: readonly string[];
  create(address: PageUrl): Page;
  /** After the page on top changed. */
  changed(top: Page): void;
}

/** The page stack. Refusals are thrown with the reason WeChat gives. */
export class Router {
  private stack: Page[] = [];

  constructor(private readonly ports: RouterPorts) {}

  get pages(): readonly Page[] {
    return this.stack;
  }

  get top(): Page | undefined {
    return this.stack.at(-1);
  }

  navigateTo(url: string): Page {
    const address = this.resolve(url);
    if (this.ports.tabPages.includes(address.path)) {
      throw new Error('can not navigateTo a tabbar page');
    }
    if (this.stack.length >= MAX_PAGES) {
      throw new Error(`webview count limit exceed`);
    }
    this.top?.hide(true);
    return this.open(address);
  }

  redirectTo(url: string): Page {
    const address = this.resolve(url);
    if (this.ports.tabPages.includes(address.path)) {
      throw new Error('can not redirectTo a tabbar page');
    }
    this.stack.pop()?.destroy();
    return this.open(address);
  }

  reLaunch(url: string): Page {
    const address = this.resolve(url);
    this.clear();
    return this.open(address);
  }

  switchTab(url: string): Page {
    const address = this.resolve(url);
    if (!this.ports.tabPages.includes(address.path)) {
      throw new Error('can not switch to no-tabBar page');
    }
    this.clear();
    return this.open({ ...address, queryText: '', query: {} });
  }

  navigateBack(delta = 1): void {
    const last = this.stack.length - 1;
    if (last === 0) throw new Error('cannot navigate back at first page');
    for (let left = Math.min(delta, last); left > 0; left -= 1) {
      this.stack.pop()?.destroy();
    }
    if (this.top) this.settle(this.top);
  }

  private clear(): void {
    while (this.stack.length > 0) this.stack.pop()?.destroy();
  }

  private resolve(url: string): PageUrl {
    const address = parsePageUrl(url, this.top?.route);
    if (!this.ports.hasPage(address.path)) {
      throw new Error(`page "${address.path}" is not found`);
    }
    return address;
  }

  private open(address: PageUrl): Page {
    const page = this.ports.create(address);
    this.stack.push(page);
    page.load();
    this.settle(page);
    return page;
  }

  private settle(page: Page): void {
    page.show();
    this.ports.changed(page);
  }
}

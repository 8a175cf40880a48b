import type { Browser, Page } from 'playwright-core';
import { part } from './part';
import type { CloudAddress } from './phone';

interface PhoneWindow {
  __phone: {
    goOffline(offline: boolean): void;
    cutSockets(): void;
    readonly errors: readonly string[];
  };
  __seen: Record<string, number>;
  __pressed: number;
}

/** A person with a phone in a browser: what he does and what he sees. */
export class PhonePage {
  private constructor(readonly page: Page) {}

  static async open(
    browser: Browser,
    site: { url: string },
    cloud: CloudAddress,
    options: { openid: string; route: string; dark?: boolean }
  ): Promise<PhonePage> {
    const context = await browser.newContext({
      viewport: { width: 375, height: 812 },
      deviceScaleFactor: 2,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      colorScheme: options.dark ? 'dark' : 'light',
    });
    await context.addInitScript(watchBubbles, part('bubble'));
    const page = await context.newPage();
    const query = new URLSearchParams({
      cloud: cloud.url,
      env: cloud.env,
      openid: options.openid,
      session: options.openid,
    });
    await page.goto(`${site.url}/phone.html?${query}#/${options.route}`);
    return new PhonePage(page);
  }

  part(name: string, options?: { hasText: string }) {
    return this.page.locator(part(name), options);
  }

  bubble(text: string) {
    return this.part('bubble', { hasText: text });
  }

  caption(text: string) {
    return this.part('caption', { hasText: text });
  }

  async agreesToPrivacy(): Promise<void> {
    await this.part('composer-lock').click();
    await this.part('consent-yes').click();
    await this.part('composer-lock').waitFor({ state: 'detached' });
  }

  async says(text: string): Promise<void> {
    const input = this.page.locator(`${part('composer-input')} textarea`);
    await input.fill(text);
    await input.press('Enter');
    await this.bubble(text).waitFor();
  }

  async signsIn(staffCode: string, password: string): Promise<void> {
    await this.page.locator(`${part('sign-in-code')} input`).fill(staffCode);
    await this.page.locator(`${part('sign-in-password')} input`).fill(password);
    await this.part('sign-in-submit').click();
  }

  async opensConversation(text: string): Promise<void> {
    await this.part('conversation-row', { hasText: text }).click();
    await this.bubble(text).waitFor();
  }

  async closes(): Promise<void> {
    await this.part('chat-end').click();
    await this.part('close-resolved').click();
    await this.part('close-confirm').click();
  }

  async rates(stars: number): Promise<void> {
    await this.part('rating-yes').click();
    await this.part('rating-star')
      .nth(stars - 1)
      .click();
    await this.part('rating-submit').click();
  }

  async goOffline(offline: boolean): Promise<void> {
    await this.page.evaluate(
      (off) => (window as unknown as PhoneWindow).__phone.goOffline(off),
      offline
    );
  }

  /** The network is away for this long. */
  async offlineFor(ms: number): Promise<void> {
    await this.goOffline(true);
    const until = Date.now() + ms;
    await this.page.waitForFunction((end) => Date.now() >= end, until);
    await this.goOffline(false);
  }

  /** When Enter was pressed last, and when a bubble was first drawn. */
  pressedAt(): Promise<number> {
    return this.page.evaluate(
      () => (window as unknown as PhoneWindow).__pressed
    );
  }

  async drawnAt(text: string): Promise<number> {
    const handle = await this.page.waitForFunction(
      (wanted) => (window as unknown as PhoneWindow).__seen[wanted],
      text
    );
    return (await handle.jsonValue()) ?? Number.NaN;
  }

  errors(): Promise<readonly string[]> {
    return this.page.evaluate(() => [
      ...(window as unknown as PhoneWindow).__phone.errors,
    ]);
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}

/** Runs in the page: notes each key press and each bubble's first drawing. */
function watchBubbles(bubbles: string): void {
  const own = window as unknown as PhoneWindow;
  own.__seen = {};
  addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Enter') own.__pressed = Date.now();
    },
    true
  );
  const note = () => {
    for (const bubble of document.querySelectorAll(bubbles)) {
      const text = bubble.textContent?.trim() ?? '';
      if (text && !(text in own.__seen)) own.__seen[text] = Date.now();
    }
  };
  addEventListener('DOMContentLoaded', () => {
    new MutationObserver(note).observe(document.documentElement, {
      childList: true,
      subtree: true,
      characterData: true,
    });
  });
}

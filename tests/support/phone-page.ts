import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { watchFaults, type Watched } from './faultless';
import { part } from './part';
import type { CloudAddress } from './phone';

interface PhoneWindow {
  __phone: {
    goOffline(offline: boolean): void;
    cutSockets(): void;
    open(url: string, scene?: number): void;
    hide(): void;
    show(): void;
  };
  __seen: Record<string, number>;
  __pressed: number;
}

/** Of the agent's list. */
export type Row = readonly [text: string, badge: string];

/** A person with a phone in a browser: what he does and what he sees. */
export class PhonePage {
  private constructor(
    readonly page: Page,
    private readonly app: string,
    private readonly watched: Watched
  ) {}

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
    const watched = watchFaults(context, options.openid);
    await context.addInitScript(watchBubbles, part('bubble'));
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const query = new URLSearchParams({
      cloud: cloud.url,
      env: cloud.env,
      openid: options.openid,
      session: options.openid,
    });
    const phone = new PhonePage(
      page,
      `${site.url}/phone.html?${query}`,
      watched
    );
    await phone.opensCold(options.route);
    return phone;
  }

  /** WeChat was killed: the mini-program begins at this page. */
  async opensCold(route: string): Promise<void> {
    await this.page.goto('about:blank');
    await this.page.goto(`${this.app}#/${route}`);
  }

  /** It was in the background, and a card or a code opens this page. */
  async opensHot(route: string): Promise<void> {
    await this.page.evaluate(
      (url) => (window as unknown as PhoneWindow).__phone.open(url),
      `/${route}`
    );
  }

  async leaves(): Promise<void> {
    await this.page.evaluate(() =>
      (window as unknown as PhoneWindow).__phone.hide()
    );
  }

  async comesBack(): Promise<void> {
    await this.page.evaluate(() =>
      (window as unknown as PhoneWindow).__phone.show()
    );
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

  /** The field in which he writes. */
  get field() {
    return this.page.locator(`${part('composer-input')} textarea`);
  }

  async says(text: string): Promise<void> {
    await this.field.fill(text);
    await this.field.press('Enter');
    await this.bubble(text).waitFor();
  }

  /** A line of the thread that nobody said: who serves him, what happened. */
  line(text: string) {
    return this.part('center', { hasText: text });
  }

  toast(text: string) {
    return this.page.locator('.native-toast', { hasText: text });
  }

  async transfers(to: string, note: string): Promise<void> {
    await this.preparesTransfer(to, note);
    await this.part('transfer-do').click();
  }

  async preparesTransfer(to: string, note: string): Promise<void> {
    await this.part('chat-transfer').click();
    await this.part('transfer-to', { hasText: to }).click();
    await this.page.locator(`${part('transfer-note')} textarea`).fill(note);
  }

  /** Every message that is drawn, oldest first, as it reads. */
  said(): Promise<string[]> {
    return this.part('bubble').allInnerTexts();
  }

  /** These and no others, in this order, each once. */
  async showsThread(texts: readonly string[]): Promise<void> {
    await expect
      .poll(() => this.said(), { timeout: 20_000, interval: 50 })
      .toEqual(texts);
  }

  /** The agent's list from the top: what came last, how many are unread. */
  rows(): Promise<Row[]> {
    return this.part('conversation-row').evaluateAll(
      (rows, names) =>
        rows.map((row) => {
          const [text, badge] = names.map(
            (one) => row.querySelector(one)?.textContent?.trim() ?? ''
          );
          return [text ?? '', badge ?? ''] as const;
        }),
      ['row-text', 'row-badge'].map(part)
    );
  }

  async showsRows(rows: readonly Row[]): Promise<void> {
    await expect
      .poll(() => this.rows(), { timeout: 20_000, interval: 50 })
      .toEqual(rows);
  }

  /** How many wait and how many are answered, by the tabs. */
  async showsCounts(counts: Record<string, number>): Promise<void> {
    for (const [tab, count] of Object.entries(counts)) {
      const shown = this.part(`tab-${tab}`).locator(part('count'));
      await expect
        .poll(async () => Number(await shown.innerText()), { timeout: 20_000 })
        .toBe(count);
    }
  }

  async goesBack(): Promise<void> {
    // The page below is drawn still; its own arrow comes first.
    await this.part('nav-back').last().click();
  }

  /** A picture to look at, where a folder for it is named. */
  async looks(name: string): Promise<void> {
    const folder = process.env.JOURNEY_PICTURES;
    if (folder) await this.page.screenshot({ path: `${folder}/${name}.png` });
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

  /** What his browser says of a watch that is refused is no fault. */
  expectsRefusedWatches(): void {
    this.watched.expectsCuts();
  }

  async goOffline(offline: boolean): Promise<void> {
    this.watched.expectsCuts();
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

import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';

const LATE_EVENT = /^\[realtime\] no realtime listener found responsible/;

/** The admin page in a browser of its own, as one person uses it. */
export class AdminPage {
  /** What the page complained about. A journey expects none. */
  readonly complaints: string[] = [];
  /** The actions that this page asked of functions, in order. */
  readonly asked: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page
  ) {
    page.on('console', (message) => {
      // What was under way at a sign-out is answered so, by right.
      if (message.text().includes('status of 401')) return;
      // js-sdk of an event under way when the page left that watched.
      if (LATE_EVENT.test(message.text())) return;
      if (message.type() === 'error') this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('request', (request) => {
      if (request.method() !== 'POST') return;
      if (!request.url().includes('/v1/functions/')) return;
      const event = request.postDataJSON() as { action: string };
      this.asked.push(event.action);
    });
  }

  static async open(browser: Browser, url: string): Promise<AdminPage> {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'zh-CN',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const admin = new AdminPage(context, await context.newPage());
    await admin.page.goto(url);
    return admin;
  }

  async signIn(staffCode: string, password: string): Promise<void> {
    await this.fillSignIn(staffCode, password);
    await this.page.locator('.app-frame').waitFor();
  }

  async fillSignIn(staffCode: string, password: string): Promise<void> {
    const form = this.page.locator('.sign-in-form');
    await form.getByLabel('工号').fill(staffCode);
    await form.locator('input[name=password]').fill(password);
    await form.getByRole('button', { name: '登录' }).click();
  }

  /** The first or reset password is replaced by one of his own. */
  async fillNewPassword(password: string, again = password): Promise<void> {
    const form = this.page.locator('.sign-in-form');
    await form.getByLabel('新密码', { exact: true }).fill(password);
    await form.getByLabel('再输一遍新密码').fill(again);
    await form.getByRole('button', { name: '保存并登录' }).click();
  }

  /** The line of somebody in the list. */
  row(staffCode: string): Locator {
    return this.page.locator('.staff-table tbody tr', { hasText: staffCode });
  }

  /** Resolves when that line says so. */
  async says(staffCode: string, text: string): Promise<void> {
    const line = this.page.locator(
      `.staff-table tbody tr:has-text("${staffCode}"):has-text("${text}")`
    );
    await line.waitFor();
  }

  /** Resolves when presence arrives that way. */
  async live(mode: 'watch' | 'polling'): Promise<void> {
    await this.page.locator(`.staff-page[data-live=${mode}]`).waitFor();
  }

  /** The list, as who comes back to the tab sees it. */
  async looksAgain(): Promise<void> {
    await this.page.evaluate(() => window.dispatchEvent(new Event('online')));
  }

  async choosePresence(word: string): Promise<void> {
    await this.page.locator('.own-menu').click();
    await this.page.locator('.t-dropdown__item', { hasText: word }).click();
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  text(text: string): Locator {
    return this.page.getByText(text);
  }

  close(): Promise<void> {
    return this.context.close();
  }
}

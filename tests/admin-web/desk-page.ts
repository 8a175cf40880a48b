import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import type { AdminPage } from './admin-page';

/** One pixel, so that a picture is one. */
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** The desk in a browser, as an agent uses it. */
export class DeskPage {
  constructor(readonly admin: AdminPage) {}

  get page() {
    return this.admin.page;
  }

  /** The line of a conversation, by what it shows. */
  row(text: string): Locator {
    return this.page.locator('.desk-list .row', { hasText: text });
  }

  /** What the menu counts as unread. */
  badge(count: string): Locator {
    return this.page.locator('.app-rail .unread', { hasText: count });
  }

  async title(wanted: RegExp): Promise<void> {
    await expect.poll(() => this.page.title()).toMatch(wanted);
  }

  async opens(text: string): Promise<void> {
    await this.row(text).click();
    await this.bubble(text).waitFor();
  }

  get field(): Locator {
    return this.page.locator('.desk-composer textarea');
  }

  async says(text: string): Promise<void> {
    await this.field.fill(text);
    await this.field.press('Enter');
  }

  bubble(text: string): Locator {
    return this.page.locator('.desk-bubble .bubble', { hasText: text });
  }

  caption(text: string): Locator {
    return this.page.locator('.desk-bubble .caption', { hasText: text });
  }

  /** Why nothing can be said, where the field was. */
  notice(text: string): Locator {
    return this.page.locator('.desk-composer .notice', { hasText: text });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  dialogButton(name: string): Locator {
    return this.page
      .locator('.t-dialog')
      .getByRole('button', { name, exact: true });
  }

  async attaches(name: string, content: string): Promise<void> {
    await this.page
      .locator('.desk-composer')
      .getByLabel('文件', { exact: true })
      .setInputFiles({
        name,
        mimeType: 'application/octet-stream',
        buffer: Buffer.from(content),
      });
    await this.page
      .locator('.desk-composer .tray', { hasText: name })
      .waitFor();
  }

  /** As from the clipboard of the machine. */
  async pastesPicture(name: string): Promise<void> {
    await this.field.evaluate(
      (field, [file, bytes]) => {
        const binary = atob(bytes!);
        const content = Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
        const clipboardData = new DataTransfer();
        clipboardData.items.add(
          new File([content], file!, { type: 'image/png' })
        );
        const options = { clipboardData, bubbles: true, cancelable: true };
        field.dispatchEvent(new ClipboardEvent('paste', options));
      },
      [name, PIXEL]
    );
    await this.page.locator('.desk-composer .tray img').waitFor();
  }

  async offline(meanwhile: () => Promise<void>): Promise<void> {
    await this.admin.context.setOffline(true);
    try {
      await meanwhile();
    } finally {
      await this.admin.context.setOffline(false);
    }
  }

  /** Complaints of the browser that the test itself has caused. */
  forgive(wanted: RegExp): void {
    const { complaints } = this.admin;
    const others = complaints.filter((text) => !wanted.test(text));
    complaints.splice(0, complaints.length, ...others);
  }
}

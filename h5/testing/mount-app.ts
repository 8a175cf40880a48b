import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Window } from 'happy-dom';
import { buildMiniprogram } from '../compiler/build-miniprogram';

const built = new Map<string, Promise<string>>();

/** The bundle of a mini-program, built once per process. */
function bundleOf(root: string): Promise<string> {
  const known = built.get(root);
  if (known) return known;
  const fresh = build(root);
  built.set(root, fresh);
  return fresh;
}

async function build(root: string): Promise<string> {
  const outDir = fs.mkdtempSync(path.join(os.tmpdir(), 'page-test-'));
  try {
    await buildMiniprogram({ root, outDir });
    return fs.readFileSync(path.join(outDir, 'app.js'), 'utf8');
  } finally {
    fs.rmSync(outDir, { recursive: true, force: true });
  }
}

export interface MountOptions {
  /** Folder with `app.json`. */
  root: string;
  /** `pages/chat/index?code=x`. */
  route: string;
  /** Stands for `wx.cloud`. */
  cloud?: unknown;
}

export interface MountedApp {
  window: Window;
  /** Route, data and methods of the page on top. */
  page(): PageOnTop;
  /** The element that shows exactly this text, or undefined. */
  byText(text: string): HappyElement | undefined;
  find(selector: string): HappyElement;
  tap(target: HappyElement): void;
  type(field: HappyElement, text: string): void;
  errors(): string[];
  close(): Promise<void>;
}

type HappyElement = InstanceType<Window['HTMLElement']>;

interface PageOnTop {
  route: string;
  data: Record<string, unknown>;
  [member: string]: unknown;
}

interface PhoneScope {
  getCurrentPages(): PageOnTop[];
  __phone: { errors: string[] };
  __h5Cloud?: { createPhoneCloud(): unknown };
}

/**
 * Runs a mini-program in a DOM without a browser: the same bundle, no layout.
 * For tests of pages; each mount is a phone of its own.
 */
export async function mountApp(options: MountOptions): Promise<MountedApp> {
  const code = await bundleOf(options.root);
  const window = new Window({
    url: `http://127.0.0.1/phone.html#/${options.route}`,
    width: 375,
    height: 812,
    settings: {
      enableJavaScriptEvaluation: true,
      suppressInsecureJavaScriptEnvironmentWarning: true,
    },
  });
  const scope = window as unknown as PhoneScope;
  const { cloud } = options;
  if (cloud) scope.__h5Cloud = { createPhoneCloud: () => cloud };
  window.eval(code);
  const all = (selector: string) =>
    [...window.document.querySelectorAll(selector)] as HappyElement[];
  return {
    window,
    page: () => {
      const page = scope.getCurrentPages().at(-1);
      if (!page) throw new Error('there is no page');
      return page;
    },
    byText: (text) =>
      all('.mp-frame:not([hidden]) *').findLast(
        (element) => element.textContent.trim() === text
      ),
    find: (selector) => {
      const found = all(`.mp-frame:not([hidden]) ${selector}`)[0];
      if (!found) throw new Error(`${selector} is not on the page`);
      return found;
    },
    tap: (target) => press(window, target),
    type: (field, text) => {
      const input = field as unknown as HTMLInputElement;
      input.value = text;
      field.dispatchEvent(new window.Event('input', { bubbles: true }));
    },
    errors: () => [...scope.__phone.errors],
    close: () => window.happyDOM.close(),
  };
}

function press(window: Window, target: HappyElement): void {
  for (const type of ['mousedown', 'mouseup']) {
    const at = { bubbles: true, clientX: 1, clientY: 1, button: 0 };
    target.dispatchEvent(new window.MouseEvent(type, at));
  }
}

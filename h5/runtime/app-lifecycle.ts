import type { Router } from './router';
import { Signal } from './signal';

export interface EnterOptions {
  path: string;
  query: Record<string, string>;
  scene: number;
  referrerInfo: Record<string, never>;
}

export interface AppInstance {
  onLaunch?(options: EnterOptions): void;
  onShow?(options: EnterOptions): void;
  onHide?(): void;
}

/** Foreground and background of the mini-program. */
export class AppLifecycle {
  readonly shown = new Signal<EnterOptions>();
  readonly hidden = new Signal<object>();
  launchOptions: EnterOptions;
  enterOptions: EnterOptions;
  private foreground = false;

  constructor(
    private readonly app: () => AppInstance,
    private readonly router: Router,
    options: EnterOptions
  ) {
    this.launchOptions = options;
    this.enterOptions = options;
  }

  launch(): void {
    this.app().onLaunch?.(this.launchOptions);
    this.enter();
  }

  /** The app comes to the front; the page on top follows. */
  show(options: EnterOptions = this.enterOptions): void {
    if (this.foreground) return;
    this.enterOptions = options;
    this.enter();
    this.router.top?.show();
  }

  /** The app is entered anew by a card or a code; its pages are rebuilt. */
  enterFresh(options: EnterOptions): void {
    this.enterOptions = options;
    this.enter();
  }

  hide(): void {
    if (!this.foreground) return;
    this.foreground = false;
    this.router.top?.hide(false);
    this.app().onHide?.();
    this.hidden.emit({});
  }

  private enter(): void {
    this.foreground = true;
    this.app().onShow?.(this.enterOptions);
    this.shown.emit(this.enterOptions);
  }
}

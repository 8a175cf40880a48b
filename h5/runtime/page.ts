import { glassEasel } from './engine';
import type { Backend, Caller, CodeSpace, Root } from './engine';
import type { ComponentJson } from './config';
import { formatPageUrl } from './url';
import type { PageUrl } from './url';

/** One page on the stack: its DOM, its component and its lifecycle. */
export class Page {
  readonly route: string;
  readonly url: string;
  /** Contains everything of the page; what is `fixed` is fixed to it. */
  readonly frame = document.createElement('div');
  /** Scrolls. WXSS calls it `page`. */
  readonly element = document.createElement('div');
  readonly caller: Caller;
  private readonly root: Root;
  private shown = false;

  constructor(
    private readonly address: PageUrl,
    readonly config: ComponentJson,
    backend: Backend,
    space: CodeSpace,
    stage: HTMLElement
  ) {
    this.route = address.path;
    this.url = formatPageUrl(address);
    this.frame.className = 'mp-frame';
    this.element.className = 'mp-page';
    this.element.dataset['mpPage'] = this.route;
    this.frame.append(this.element);
    stage.append(this.frame);
    this.root = backend.createRoot('page-root', space, `/${this.url}`);
    this.caller = this.root.get() as unknown as Caller;
    Object.assign(this.caller, { route: this.route, options: address.query });
  }

  /** Draws the page and calls `onLoad`; by then it is on the stack. */
  load(): void {
    const placeholder = document.createElement('span');
    this.element.append(placeholder);
    this.root.attach(this.element as never, placeholder as never);
    this.call('onLoad', this.address.query);
  }

  /** Calls a lifecycle method of the page when it has one. */
  call(name: string, ...args: unknown[]): unknown {
    const method = this.caller[name];
    if (typeof method !== 'function') return undefined;
    return glassEasel.safeCallback(
      name,
      method as (...args: unknown[]) => unknown,
      this.caller,
      args
    );
  }

  has(name: string): boolean {
    return typeof this.caller[name] === 'function';
  }

  show(): void {
    if (this.shown) return;
    this.shown = true;
    this.frame.hidden = false;
    this.call('onShow');
    this.root.getComponent().triggerPageLifetime('show', []);
  }

  /** `covered`: another page lies over it; else the app went to background. */
  hide(covered: boolean): void {
    if (covered) this.frame.hidden = true;
    if (!this.shown) return;
    this.shown = false;
    this.call('onHide');
    this.root.getComponent().triggerPageLifetime('hide', []);
  }

  resize(size: { windowWidth: number; windowHeight: number }): void {
    this.call('onResize', { size });
    this.root.getComponent().triggerPageLifetime('resize', [{ size }]);
  }

  destroy(): void {
    this.call('onUnload');
    this.root.release();
    this.frame.remove();
  }
}

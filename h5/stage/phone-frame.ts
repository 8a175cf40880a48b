import { h } from './dom';

/** What a phone's page leaves for its surroundings (h5/runtime). */
interface PhoneHooks {
  goOffline(offline: boolean): void;
  open(url: string, scene?: number): void;
  hide(): void;
  show(): void;
}

/** WeChat's number for being opened from the list of mini-programs. */
const FROM_LIST = 1001;

export interface Visitor {
  name: string;
  openid: string;
  /** The page on which the phone is opened, `pages/…`. */
  start: string;
}

/** One phone on the stage: a frame that runs the mini-program for one person. */
export class PhoneFrame {
  private readonly label = h('b');
  private readonly screen = h('iframe', { title: '手机' });
  private offline = false;
  private visitor: Visitor | null = null;
  private cloud = { url: '', env: '' };
  private ready = false;
  private readonly loaded: ((document: Document) => void)[] = [];

  constructor(
    private readonly root: HTMLElement,
    private readonly role: string
  ) {
    const heading = h('h2', {}, role, ' ', this.label);
    const glass = h('div', { class: 'glass' }, this.screen);
    root.append(heading, h('div', { class: 'bezel' }, glass));
    this.screen.addEventListener('load', () => this.prepare());
  }

  /** Hands the phone to somebody. Each person has a phone's memory of his own. */
  show(visitor: Visitor, cloud: { url: string; env: string }): void {
    if (visitor.openid === this.visitor?.openid) {
      this.open(`/${visitor.start}`, FROM_LIST);
      return;
    }
    this.visitor = visitor;
    this.cloud = cloud;
    this.label.textContent = visitor.name;
    this.screen.title = `${this.role}：${visitor.name}`;
    this.load(visitor, `/${visitor.start}`, FROM_LIST);
  }

  /** Opens a page as a scanned code (1047) or a push card (1014) does. */
  open(url: string, scene: number): void {
    if (this.ready) this.hooks()?.open(url, scene);
    else if (this.visitor) this.load(this.visitor, url, scene);
  }

  private load({ openid }: Visitor, url: string, scene: number): void {
    this.ready = false;
    const query = new URLSearchParams({
      session: openid,
      openid,
      cloud: this.cloud.url,
      env: this.cloud.env,
      scene: String(scene),
    });
    this.screen.src = `/phone/phone.html?${query}#${url}`;
  }

  setOffline(offline: boolean): void {
    this.offline = offline;
    this.root.toggleAttribute('data-offline', offline);
    this.hooks()?.goOffline(offline);
  }

  /** As if somebody looked at it again: it catches up and tells it is there. */
  wake(): void {
    this.hooks()?.hide();
    this.hooks()?.show();
  }

  /** Called with the document of every page that is loaded into the phone. */
  onLoad(listener: (document: Document) => void): void {
    this.loaded.push(listener);
  }

  private prepare(): void {
    const page = this.screen.contentDocument;
    if (!this.visitor || !page) return;
    if (this.offline) this.hooks()?.goOffline(true);
    for (const listener of this.loaded) listener(page);
    this.ready = true;
  }

  private hooks(): PhoneHooks | undefined {
    const view = this.screen.contentWindow as
      (Window & { __phone?: PhoneHooks }) | null;
    return view?.__phone;
  }
}

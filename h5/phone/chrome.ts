import type { WindowJson } from '../runtime/config';

export const STATUS_BAR_HEIGHT = 44;
export const NAVIGATION_BAR_HEIGHT = 44;
export const HOME_INDICATOR_HEIGHT = 34;
/** WeChat's capsule on a phone 375 wide; `right` is from the right edge. */
export const CAPSULE = { width: 87, height: 32, top: 50, right: 7 };

const MARKUP = `
  <div class="phone-status" aria-hidden="true">
    <time></time>
    <svg viewBox="0 0 68 14" width="68" height="14" fill="currentColor">
      <path d="M0 9h3v4H0zM5 7h3v6H5zM10 4h3v9h-3zM15 1h3v12h-3z"/>
      <path d="M31 1c3.300 0 6.300 1.300 8.500 3.400l-1.500 1.600a9.800 9.800 0 0 0-14 0l-1.500-1.600C24.700 2.300 27.700 1 31 1zm0 4.300c2 0 3.900.8 5.300 2.100l-1.600 1.700a5.300 5.300 0 0 0-7.400 0l-1.600-1.700A7.700 7.700 0 0 1 31 5.300zm0 4.200c.9 0 1.700.3 2.300.9L31 13l-2.300-2.600c.6-.6 1.400-.9 2.300-.9z"/>
      <rect x="43.500" y="1.500" width="20" height="11" rx="3" fill="none" stroke="currentColor" opacity=".5"/>
      <rect x="45" y="3" width="14" height="8" rx="1.500"/><path d="M65 5v4c.8-.3 1.400-1.100 1.400-2S65.800 5.300 65 5z" opacity=".6"/>
    </svg>
  </div>
  <div class="phone-bar" hidden><button type="button" class="phone-back" aria-label="返回"></button><strong></strong></div>
  <div class="phone-capsule">
    <button type="button" aria-label="更多"><i></i><i></i><i></i></button>
    <button type="button" aria-label="关闭"><b></b></button>
  </div>
  <div class="phone-home" aria-hidden="true"></div>`;

/** What WeChat and the phone draw around a mini-program. */
export class Chrome {
  private readonly root = document.createElement('div');
  private readonly bar: HTMLElement;
  private readonly title: HTMLElement;
  private readonly backButton: HTMLElement;

  constructor(parent: HTMLElement, goBack: () => void) {
    this.root.className = 'phone-chrome';
    this.root.innerHTML = MARKUP;
    parent.append(this.root);
    this.bar = this.find('.phone-bar');
    this.title = this.find('strong');
    this.backButton = this.find('.phone-back');
    this.backButton.addEventListener('click', goBack);
    this.startClock(this.find('time'));
  }

  /** Follows the page on top: its bar, its colours, its title. */
  apply(window: WindowJson, depth: number): void {
    const light = window.navigationBarTextStyle === 'white';
    this.root.dataset['text'] = light ? 'white' : 'black';
    this.bar.hidden = window.navigationStyle === 'custom';
    const background = window.navigationBarBackgroundColor ?? '#000000';
    this.root.style.setProperty('--bar-background', background);
    this.backButton.hidden = depth < 2;
    this.setTitle(window.navigationBarTitleText ?? '');
  }

  setColors(front: string, background: string): void {
    this.root.dataset['text'] = front === '#ffffff' ? 'white' : 'black';
    this.root.style.setProperty('--bar-background', background);
  }

  setTitle(title: string): void {
    this.title.textContent = title;
    document.title = title;
  }

  private find(selector: string): HTMLElement {
    const found = this.root.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`${selector} is not in the markup`);
    return found;
  }

  private startClock(element: HTMLElement): void {
    const tick = () => {
      const now = new Date();
      const minutes = String(now.getMinutes()).padStart(2, '0');
      element.textContent = `${now.getHours()}:${minutes}`;
    };
    tick();
    setInterval(tick, 1000);
  }
}

import type { BuiltinNode } from './builtin';

/** `refresher-enabled`: a pull at the top, three dots while it works. */
export class Refresher {
  private startY: number | undefined;
  private pulled = 0;
  private readonly dots = document.createElement('div');

  constructor(private readonly node: BuiltinNode) {
    this.dots.className = 'native-refresher';
    this.dots.textContent = '···';
    const { dom } = node;
    const passive = { passive: true };
    dom.addEventListener('touchstart', (event) => this.start(event), passive);
    dom.addEventListener('touchmove', (event) => this.move(event), passive);
    dom.addEventListener('touchend', () => this.end(), passive);
  }

  /** `refresher-triggered` shows or ends the refreshing. */
  follow(): void {
    if (!this.node.flag('refresherEnabled')) return;
    if (this.node.flag('refresherTriggered')) this.node.dom.prepend(this.dots);
    else if (this.dots.isConnected) {
      this.dots.remove();
      this.node.trigger('refresherrestore', { dy: 0 });
    }
  }

  private start(event: TouchEvent): void {
    const atTop = this.node.dom.scrollTop <= 0;
    const enabled = this.node.flag('refresherEnabled');
    this.startY = enabled && atTop ? event.touches[0]?.clientY : undefined;
    this.pulled = 0;
  }

  private move(event: TouchEvent): void {
    if (this.startY === undefined) return;
    this.pulled = (event.touches[0]?.clientY ?? this.startY) - this.startY;
    if (this.pulled > 0) {
      this.node.trigger('refresherpulling', { dy: this.pulled });
    }
  }

  private end(): void {
    if (this.startY === undefined || this.pulled <= 0) return;
    const far = this.pulled >= this.node.number('refresherThreshold');
    this.startY = undefined;
    if (!far) return this.node.trigger('refresherabort', { dy: this.pulled });
    this.node.set('refresherTriggered', true);
    this.node.trigger('refresherrefresh', { dy: this.pulled });
  }
}

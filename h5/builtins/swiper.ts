import { any, flag, number, text } from './builtin';
import type { Builtin, BuiltinNode } from './builtin';

const SWIPE_PX = 40;

export const swiper: Builtin = {
  tag: 'swiper',
  properties: {
    current: number(),
    currentItemId: text(),
    autoplay: flag(),
    interval: number(5000),
    duration: number(500),
    circular: flag(),
    vertical: flag(),
    indicatorDots: flag(),
    indicatorColor: text('rgba(0,0,0,.3)'),
    indicatorActiveColor: text('#000'),
    displayMultipleItems: number(1),
    previousMargin: any('0px'),
    nextMargin: any('0px'),
    snapToEdge: flag(),
    easingFunction: text('default'),
    scrollWithAnimation: flag(true),
  },
  create(node) {
    const slides = new Slides(node);
    return {
      update: (changed) => slides.follow(changed),
      detached: () => slides.stop(),
    };
  },
};

export const swiperItem: Builtin = {
  tag: 'swiper-item',
  properties: { itemId: text(), skipHiddenItemLayout: flag() },
  create: () => ({}),
};

class Slides {
  private shown = 0;
  private timer: ReturnType<typeof setInterval> | undefined;
  private start: Touch | undefined;

  constructor(private readonly node: BuiltinNode) {
    const { dom } = node;
    const passive = { passive: true };
    const start = (event: TouchEvent) => (this.start = event.touches[0]);
    const end = (event: TouchEvent) => this.swipe(event.changedTouches[0]);
    dom.addEventListener('touchstart', start, passive);
    dom.addEventListener('touchend', end, passive);
    this.shown = node.number('current');
  }

  follow(changed: string): void {
    if (changed === 'autoplay' || changed === 'interval') this.restart();
    if (changed === 'current' && this.node.number('current') !== this.shown) {
      this.show(this.node.number('current'), '');
    }
    queueMicrotask(() => this.draw());
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private get items(): HTMLElement[] {
    return [...this.node.dom.querySelectorAll<HTMLElement>('wx-swiper-item')];
  }

  private restart(): void {
    this.stop();
    if (!this.node.flag('autoplay')) return;
    const next = () => this.show(this.shown + 1, 'autoplay');
    this.timer = setInterval(next, this.node.number('interval'));
  }

  private swipe(end: Touch | undefined): void {
    if (!end || !this.start) return;
    const moved = this.node.flag('vertical')
      ? end.clientY - this.start.clientY
      : end.clientX - this.start.clientX;
    this.start = undefined;
    if (Math.abs(moved) < SWIPE_PX) return;
    this.show(this.shown + (moved < 0 ? 1 : -1), 'touch');
  }

  private show(index: number, source: string): void {
    const count = this.items.length;
    if (count === 0) return;
    const circular = this.node.flag('circular');
    const next = circular
      ? (index + count) % count
      : Math.min(count - 1, Math.max(0, index));
    if (next === this.shown) return;
    this.shown = next;
    this.node.set('current', next);
    this.draw();
    const detail = { current: next, currentItemId: '', source };
    this.node.trigger('change', detail);
    const told = () => this.node.trigger('animationfinish', detail);
    setTimeout(told, this.node.number('duration'));
  }

  /** The items stand in a row, shifted by whole widths or heights. */
  private draw(): void {
    const axis = this.node.flag('vertical') ? 'Y' : 'X';
    const duration = this.node.number('duration');
    this.node.dom.style.display = 'flex';
    this.node.dom.style.flexDirection = axis === 'Y' ? 'column' : 'row';
    for (const item of this.items) {
      item.style.transition = `transform ${duration}ms`;
      item.style.transform = `translate${axis}(${-100 * this.shown}%)`;
    }
  }
}

import { ComponentCaller, domOf } from './engine';
import type { Caller, Element } from './engine';

interface Margins {
  top?: number;
  right?: number;
  bottom?: number;
  left?: number;
}

interface Options {
  thresholds?: number[];
  initialRatio?: number;
  observeAll?: boolean;
}

type Listener = (entry: Record<string, unknown>) => void;

/** The adapter's own observer drops the first call of a visible element. */
export function replaceIntersectionObserver(): void {
  ComponentCaller.prototype.createIntersectionObserver = function (
    this: unknown,
    options?: Options
  ) {
    return new ComponentIntersection(this as Caller, options ?? {}) as never;
  };
}

class ComponentIntersection {
  private observers: IntersectionObserver[] = [];
  private root: HTMLElement | null = null;
  private margin = '0px';

  constructor(
    private readonly caller: Caller,
    private readonly options: Options
  ) {}

  relativeTo(selector: string, margins: Margins = {}): this {
    this.root = domOf(this.find(selector)[0]);
    this.margin = marginText(margins);
    return this;
  }

  relativeToViewport(margins: Margins = {}): this {
    this.root = null;
    this.margin = marginText(margins);
    return this;
  }

  observe(selector: string, listener: Listener): void {
    const found = this.find(selector);
    const targets = this.options.observeAll ? found : found.slice(0, 1);
    for (const target of targets) this.observeOne(target, listener);
  }

  disconnect(): void {
    for (const observer of this.observers) observer.disconnect();
    this.observers = [];
  }

  private find(selector: string): Element[] {
    return this.caller._$.getShadowRoot()?.querySelectorAll(selector) ?? [];
  }

  private observeOne(target: Element, listener: Listener): void {
    const dom = domOf(target);
    if (!dom) return;
    let last = this.options.initialRatio ?? 0;
    let first = true;
    const observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          const unchanged = first && entry.intersectionRatio === last;
          first = false;
          last = entry.intersectionRatio;
          if (!unchanged) listener(report(target, entry));
        }
      },
      {
        root: this.root,
        rootMargin: this.margin,
        threshold: this.options.thresholds ?? [0],
      }
    );
    observer.observe(dom);
    this.observers.push(observer);
  }
}

function marginText({ top = 0, right = 0, bottom = 0, left = 0 }: Margins) {
  return `${top}px ${right}px ${bottom}px ${left}px`;
}

function report(target: Element, entry: IntersectionObserverEntry) {
  return {
    id: target.id,
    dataset: target.dataset,
    intersectionRatio: entry.intersectionRatio,
    intersectionRect: entry.intersectionRect,
    boundingClientRect: entry.boundingClientRect,
    relativeRect: entry.rootBounds,
    time: entry.time,
  };
}

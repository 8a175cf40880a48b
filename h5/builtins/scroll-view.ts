import { any, flag, number, text } from './builtin';
import type { Builtin, BuiltinNode } from './builtin';
import { Refresher } from './refresher';

export const scrollView: Builtin = {
  tag: 'scroll-view',
  properties: {
    scrollX: flag(),
    scrollY: flag(),
    scrollTop: any(),
    scrollLeft: any(),
    scrollIntoView: text(),
    scrollIntoViewOffset: number(),
    scrollWithAnimation: flag(),
    scrollAnchoring: flag(),
    upperThreshold: any(50),
    lowerThreshold: any(50),
    enableFlex: flag(),
    enableBackToTop: flag(),
    enablePassive: any(false),
    enhanced: flag(),
    bounces: flag(true),
    showScrollbar: flag(true),
    fastDeceleration: flag(),
    pagingEnabled: flag(),
    throttle: flag(true),
    type: text(),
    reverse: flag(),
    refresherEnabled: flag(),
    refresherTriggered: flag(),
    refresherThreshold: number(45),
    refresherDefaultStyle: text('black'),
    refresherBackground: text(),
  },
  create(node) {
    const { dom } = node;
    const refresher = new Refresher(node);
    watchScroll(node);
    return {
      update: (changed) => {
        if (changed === 'scrollTop') scrollTo(node, 'top', 'scrollTop');
        if (changed === 'scrollLeft') scrollTo(node, 'left', 'scrollLeft');
        if (changed === 'scrollIntoView') scrollIntoView(node);
        if (changed === 'refresherTriggered') refresher.follow();
        dom.style.overflowX = node.flag('scrollX') ? 'auto' : 'hidden';
        dom.style.overflowY = node.flag('scrollY') ? 'auto' : 'hidden';
        dom.style.overflowAnchor = node.flag('scrollAnchoring') ? '' : 'none';
        if (node.flag('enableFlex')) dom.style.display = 'flex';
      },
    };
  },
};

interface Position {
  scrollTop: number;
  scrollLeft: number;
}

/** Distances from both ends; a reversed column scrolls from 0 downward. */
function gaps(
  node: BuiltinNode,
  dom: HTMLElement,
  { scrollTop, scrollLeft }: Position
) {
  const vertical = node.flag('scrollY');
  const reversed = getComputedStyle(dom).flexDirection.endsWith('-reverse');
  const range = vertical
    ? dom.scrollHeight - dom.clientHeight
    : dom.scrollWidth - dom.clientWidth;
  const at = vertical ? scrollTop : scrollLeft;
  const upper = reversed ? range + at : at;
  return { upper, lower: range - upper };
}

function watchScroll(node: BuiltinNode): void {
  const { dom } = node;
  let last: Position = { scrollTop: 0, scrollLeft: 0 };
  const onScroll = () => {
    // Told of late, when the page may have gone; its element is no more then.
    if (!dom.isConnected) return;
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth } = dom;
    const deltaY = last.scrollTop - scrollTop;
    const deltaX = last.scrollLeft - scrollLeft;
    node.trigger('scroll', {
      ...{ scrollTop, scrollLeft, scrollHeight, scrollWidth },
      ...{ deltaY, deltaX },
    });
    reportEnds(node, gaps(node, dom, last), gaps(node, dom, dom));
    last = { scrollTop, scrollLeft };
  };
  dom.addEventListener('scroll', onScroll, { passive: true });
  dom.addEventListener('scrollend', () => {
    if (dom.isConnected) node.trigger('scrollend');
  });
  for (const [from, to] of DRAGS) {
    const tell = () => {
      if (!node.flag('enhanced')) return;
      const { scrollTop, scrollLeft } = dom;
      node.trigger(to, { scrollTop, scrollLeft, velocity: { x: 0, y: 0 } });
    };
    dom.addEventListener(from, tell, { passive: true });
  }
}

const DRAGS = [
  ['touchstart', 'dragstart'],
  ['touchmove', 'dragging'],
  ['touchend', 'dragend'],
] as const;

type Gaps = ReturnType<typeof gaps>;

/** Told once on entering the threshold, not while staying inside. */
function reportEnds(node: BuiltinNode, was: Gaps, is: Gaps): void {
  const vertical = node.flag('scrollY');
  const upper = node.number('upperThreshold');
  const lower = node.number('lowerThreshold');
  if (is.upper <= upper && was.upper > upper) {
    const direction = vertical ? 'top' : 'left';
    node.trigger('scrolltoupper', { direction });
  }
  if (is.lower <= lower && was.lower > lower) {
    const direction = vertical ? 'bottom' : 'right';
    node.trigger('scrolltolower', { direction });
  }
}

function behavior(node: BuiltinNode): ScrollBehavior {
  return node.flag('scrollWithAnimation') ? 'smooth' : 'instant';
}

/** The content that needs scrolling may only be drawn in this same update. */
function scrollTo(
  node: BuiltinNode,
  side: 'top' | 'left',
  property: string
): void {
  const value = node.raw(property);
  if (value === null || value === undefined || value === '') return;
  const { dom } = node;
  queueMicrotask(() =>
    dom.scrollTo({
      [side]: Number.parseFloat(String(value)),
      behavior: behavior(node),
    })
  );
}

function scrollIntoView(node: BuiltinNode): void {
  const id = node.text('scrollIntoView');
  if (!id) return;
  const { dom } = node;
  // With the frame that lays it out: measuring it here would do that twice.
  requestAnimationFrame(() => {
    const target = node.component.ownerShadowRoot
      ?.getElementById(id)
      ?.getBackendElement() as unknown as HTMLElement | null | undefined;
    if (!target) return;
    const from = dom.getBoundingClientRect();
    const to = target.getBoundingClientRect();
    dom.scrollTo({
      top:
        dom.scrollTop + to.top - from.top + node.number('scrollIntoViewOffset'),
      left: dom.scrollLeft + to.left - from.left,
      behavior: behavior(node),
    });
  });
}

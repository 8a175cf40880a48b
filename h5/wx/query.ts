import type { Caller } from '../runtime/engine';
import type { Host } from '../runtime/host';
import type { WxPart } from './api';

interface Queryable extends Caller {
  createSelectorQuery(): Record<string, (...args: unknown[]) => unknown>;
  createIntersectionObserver(options?: object): unknown;
  createMediaQueryObserver(): unknown;
}

/** Selector queries and observers; without `in`, those of the page on top. */
export function queryApis({ router }: Host): WxPart {
  const page = (): Queryable => {
    const top = router.top?.caller;
    if (!top) throw new Error('there is no page to query');
    return top as Queryable;
  };
  return {
    createSelectorQuery: () => page().createSelectorQuery(),
    createIntersectionObserver: (component?: Queryable, options?: object) =>
      (component ?? page()).createIntersectionObserver(options),
    createMediaQueryObserver: () => page().createMediaQueryObserver(),
    nextTick: (run: () => void) => queueMicrotask(run),
    createAnimation: () => emptyAnimation(),
  };
}

/** Every step returns the animation; nothing moves. TDesign only needs that
 * the calls exist, what it animates ends in the right place without them. */
function emptyAnimation(): object {
  const animation: Record<string, unknown> = {};
  const steps =
    'opacity backgroundColor width height top left bottom right rotate rotateX ' +
    'rotateY rotateZ scale scaleX scaleY translate translateX translateY ' +
    'translate3d skew matrix step';
  for (const name of steps.split(' ')) animation[name] = () => animation;
  animation['export'] = () => ({ actions: [] });
  return animation;
}

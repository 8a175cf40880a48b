import { flag } from './builtin';
import type { Builtin } from './builtin';

/**
 * Lifts its content out of whatever would clip it. The content stays in the
 * framework's tree; only its element moves to the frame of the page.
 */
export const rootPortal: Builtin = {
  tag: 'root-portal',
  properties: { enable: flag(true) },
  create(node) {
    const { dom } = node;
    const place = document.createComment('root-portal');
    return {
      update: (changed) => {
        if (changed !== 'enable') return;
        const frame = dom.closest('.mp-frame');
        if (node.flag('enable') && frame && dom.parentElement !== frame) {
          dom.before(place);
          frame.append(dom);
        } else if (!node.flag('enable') && place.isConnected) {
          place.replaceWith(dom);
        }
      },
      // The framework removes what stands where it put it.
      detached: () => {
        place.remove();
        dom.remove();
      },
    };
  },
};

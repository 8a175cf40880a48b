import { any, flag, text } from './builtin';
import type { Builtin } from './builtin';

/** Settings of the page, written as a tag at its top. */
export const pageMeta: Builtin = {
  tag: 'page-meta',
  properties: {
    pageStyle: text(),
    backgroundColor: text(),
    backgroundTextStyle: text(),
    rootFontSize: text(),
    rootBackgroundColor: text(),
    pageFontSize: text(),
    scrollTop: any(''),
  },
  create(node) {
    const page = () => node.dom.closest<HTMLElement>('.mp-page');
    return {
      update: (changed) => {
        const target = page();
        if (!target) return;
        if (changed === 'pageStyle' && node.text('pageStyle')) {
          target.setAttribute('style', node.text('pageStyle'));
        }
        const background = node.text('backgroundColor');
        if (background) target.style.backgroundColor = background;
      },
    };
  },
};

/** Shows its content while `show`; leaving by gesture is not simulated. */
export const pageContainer: Builtin = {
  tag: 'page-container',
  properties: { show: flag(), position: text('bottom'), overlay: flag(true) },
  create: (node) => ({
    update: () => {
      node.dom.hidden = !node.flag('show');
    },
  }),
};

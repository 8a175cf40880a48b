import { any, text } from './builtin';
import type { Builtin } from './builtin';

const CALLS: Record<string, string> = {
  navigate: 'navigateTo',
  redirect: 'redirectTo',
  reLaunch: 'reLaunch',
  switchTab: 'switchTab',
  navigateBack: 'navigateBack',
};

type Route = (options: { url: string; delta: number }) => Promise<unknown>;

export const navigator: Builtin = {
  tag: 'navigator',
  properties: {
    url: text(),
    openType: text('navigate'),
    delta: any(1),
    target: text('self'),
    hoverClass: text('navigator-hover'),
  },
  create(node) {
    node.component.addListener('tap', () => {
      const call = CALLS[node.text('openType')] ?? 'navigateTo';
      const { wx } = globalThis as unknown as { wx: Record<string, Route> };
      const options = { url: node.text('url'), delta: node.number('delta') };
      wx[call]?.(options).catch((error: unknown) => {
        console.error('<navigator>', error);
        node.trigger('fail', error);
      });
    });
    return {};
  },
};

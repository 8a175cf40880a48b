import { domOf, glassEasel } from './engine';
import type { Element } from './engine';

/** The framework keeps ids to itself; WXSS and `label for` need them. */
export function writeIdsToDom(): void {
  const { prototype } = glassEasel.Element;
  const original = Object.getOwnPropertyDescriptor(prototype, 'id');
  if (!original?.set) throw new Error('the framework has no id to follow');
  const { set } = original;
  Object.defineProperty(prototype, 'id', {
    ...original,
    set(this: Element, id: unknown) {
      set.call(this, id);
      const dom = domOf(this);
      if (dom instanceof HTMLElement) dom.id = this.id;
    },
  });
}

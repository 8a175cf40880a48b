import type { Directive } from 'vue';

/**
 * `<Input v-named="label" />`: TDesign puts attributes on the box around a
 * control; a reader of the screen asks the control itself for its name.
 */
export const vNamed: Directive<HTMLElement, string> = {
  mounted: name,
  updated: name,
};

function name(box: HTMLElement, { value }: { value: string }): void {
  (box.querySelector('input, textarea') ?? box).setAttribute(
    'aria-label',
    value
  );
}

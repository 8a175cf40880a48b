/** A layer over the whole phone, above every page and popup. */
export function openOverlay(content: HTMLElement, mask: boolean): () => void {
  const layer = document.createElement('div');
  layer.className = 'native-overlay';
  layer.dataset['mask'] = String(mask);
  layer.append(content);
  document.body.append(layer);
  return () => layer.remove();
}

/** `element('p', { class: 'x' }, 'text')`: text is never read as HTML. */
export function element(
  tag: string,
  attributes: Record<string, string> = {},
  ...children: (HTMLElement | string)[]
): HTMLElement {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

export function button(
  label: string,
  press: () => void,
  attributes: Record<string, string> = {}
): HTMLElement {
  const made = element('button', { type: 'button', ...attributes }, label);
  made.addEventListener('click', press);
  return made;
}

import { nodeOf } from './engine';
import type { Element, EngineComponent } from './engine';

const DEFAULT_START_MS = 20;
const DEFAULT_STAY_MS = 70;

/** `hover-class`: the class a built-in tag carries while it is pressed. */
export function showPresses(root: HTMLElement): void {
  const start = (event: Event) => {
    const node = pressedNode(event.target);
    if (!node) return;
    const name = hoverClassOf(node) ?? '';
    const names = name.split(' ').filter(Boolean);
    const set = (on: boolean) => {
      for (const each of names) node.classList?.toggle(each, on);
    };
    const timer = setTimeout(() => set(true), DEFAULT_START_MS);
    const end = () => {
      clearTimeout(timer);
      setTimeout(() => set(false), DEFAULT_STAY_MS);
    };
    for (const type of ['touchend', 'touchcancel', 'mouseup']) {
      root.addEventListener(type, end, { once: true, capture: true });
    }
  };
  root.addEventListener('touchstart', start, { capture: true, passive: true });
  root.addEventListener('mousedown', start, { capture: true });
}

/** The innermost pressable node, as WeChat does with nested hover classes. */
function pressedNode(target: EventTarget | null): Element | undefined {
  let node = nodeOf(target);
  while (node && !hoverClassOf(node)) {
    node = node.parentNode ?? hostOf(node);
  }
  return node;
}

function hostOf(node: Element): Element | undefined {
  return node.ownerShadowRoot?.getHostNode();
}

function hoverClassOf(node: Element): string | undefined {
  const data = (node as Partial<EngineComponent>).data as
    { hoverClass?: unknown; disabled?: unknown } | undefined;
  const name = data
    ? data.hoverClass
    : (node.getBackendElement() as HTMLElement | null)?.getAttribute?.(
        'hover-class'
      );
  const disabled = data?.disabled === true;
  if (typeof name !== 'string' || disabled) return undefined;
  return name === '' || name === 'none' ? undefined : name;
}

import { BUILTIN_TAGS, UNSUPPORTED_TAGS } from '../compiler/builtin-tags';
import { convertRpx } from '../compiler/rpx';
import { glassEasel } from './engine';

/** Only these come from the DOM as they are; everything else is triggered by
 * our own built-in tags, or it would arrive twice (input, scroll, change). */
const FROM_DOM = new Set([
  'touchstart',
  'touchmove',
  'touchend',
  'touchcancel',
  'transitionend',
  'animationstart',
  'animationiteration',
  'animationend',
]);

const RENDER_TIMEOUT_MS = 50;

/** Draws the framework's nodes into this document. */
export class BrowserBackend extends glassEasel.CurrentWindowBackendContext {
  constructor() {
    super();
    this.document = {
      createElement: createMiniprogramElement,
      createTextNode: (text: string) => document.createTextNode(text),
      createDocumentFragment: () => document.createDocumentFragment(),
    } as unknown as typeof this.document;
  }

  override setListenerStats(
    ...args: Parameters<
      InstanceType<
        typeof glassEasel.CurrentWindowBackendContext
      >['setListenerStats']
    >
  ): void {
    if (FROM_DOM.has(args[1])) super.setListenerStats(...args);
  }

  /** A hidden frame gets no animation frames; callbacks must still come. */
  override render(done: (error: Error | null) => void): void {
    let called = false;
    const once = () => {
      if (called) return;
      called = true;
      glassEasel.safeCallback('Render Callback', done, this, [null]);
    };
    requestAnimationFrame(once);
    setTimeout(once, RENDER_TIMEOUT_MS);
  }
}

/** `<button>` becomes `<wx-button>`: no tag of WeChat is a tag of HTML. */
function createMiniprogramElement(tag: string): HTMLElement {
  if (UNSUPPORTED_TAGS.includes(tag)) {
    console.error(`<${tag}> is not provided by this host`);
  }
  const ours = BUILTIN_TAGS.includes(tag) || !tag.includes('-');
  const element = document.createElement(ours ? `wx-${tag}` : tag);
  element.setAttribute = setMiniprogramAttribute;
  return element;
}

const setAttribute = Element.prototype.setAttribute;

function setMiniprogramAttribute(
  this: Element,
  name: string,
  value: string
): void {
  if (name === 'aria-role') return setAttribute.call(this, 'role', value);
  const text = name === 'style' ? convertRpx(value) : value;
  setAttribute.call(this, name, text);
}

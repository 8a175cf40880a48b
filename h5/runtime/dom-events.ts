import { nodeOf, glassEasel } from './engine';
import type { BrowserBackend } from './backend';
import type { Gestures } from './gestures';
import { touchFieldsOf } from './touch-fields';

/**
 * Carries DOM events into the framework. It synthesises `tap` itself from
 * touch and mouse; a tap that follows a handled long press is dropped.
 */
export function listenToDom(backend: BrowserBackend, gestures: Gestures): void {
  backend.onEvent((target, type, detail, options) => {
    if (type === 'tap' && gestures.isTapTaken()) return undefined;
    if (type === 'tap') gestures.noteTap();
    const original = options.originalEvent as Event | undefined;
    const event = new glassEasel.Event(
      type,
      type.startsWith('touch') ? {} : detail,
      { ...options, extraFields: touchFieldsOf(original) }
    );
    glassEasel.Event.dispatchEvent(target, event);
    return event.getEventBubbleStatus();
  });
  tapByKeyboard(gestures);
  gestures.onLongPress((original, point) => {
    const target = nodeOf(original.target);
    if (!target) return;
    for (const type of ['longpress', 'longtap']) {
      const event = new NoticedEvent(type, point, {
        bubbles: true,
        composed: true,
        originalEvent: original,
        extraFields: touchFieldsOf(original),
      });
      glassEasel.Event.dispatchEvent(target, event);
      if (event.noticed) gestures.take();
    }
  });
}

/** Knows whether anything listened to it: it is wrapped for each listener. */
class NoticedEvent extends glassEasel.Event<object> {
  noticed = false;

  override wrapShadowedEvent(
    ...args: Parameters<
      InstanceType<typeof glassEasel.Event<object>>['wrapShadowedEvent']
    >
  ) {
    this.noticed = true;
    return super.wrapShadowedEvent(...args);
  }
}

/** A click that no finger made: Enter on a button, or a screen reader. */
function tapByKeyboard(gestures: Gestures): void {
  const tap = (target: EventTarget | null) => {
    const node = nodeOf(target);
    if (!node) return;
    gestures.noteTap();
    const options = { bubbles: true, composed: true };
    const event = new glassEasel.Event('tap', { x: 0, y: 0 }, options);
    glassEasel.Event.dispatchEvent(node, event);
  };
  document.body.addEventListener('click', (event) => {
    if (event.detail === 0 && !(event.target instanceof HTMLInputElement)) {
      tap(event.target);
    }
  });
  document.body.addEventListener('keydown', (event) => {
    const { target, key } = event;
    const pressable =
      target instanceof HTMLElement &&
      target.matches('wx-button, [role="button"]');
    if (pressable && (key === 'Enter' || key === ' ')) tap(target);
  });
}

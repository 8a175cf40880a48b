const MOUSE_ID = 0;

/**
 * A mouse becomes a finger, so that swipes work on a desk: pressing, moving
 * and releasing it sends touches. Clicks still come from the mouse as before.
 */
export function turnMouseIntoTouch(root: HTMLElement): void {
  if (typeof Touch !== 'function') return;
  let pressed: EventTarget | null = null;
  const send = (type: string, event: MouseEvent) => {
    if (pressed) dispatchTouch(type, pressed, event);
  };
  root.addEventListener(
    'mousedown',
    (event) => {
      if (event.button !== 0 || isFromTouch(event)) return;
      pressed = event.target;
      send('touchstart', event);
    },
    { capture: true }
  );
  addEventListener('mousemove', (event) => send('touchmove', event), true);
  addEventListener(
    'mouseup',
    (event) => {
      send('touchend', event);
      pressed = null;
    },
    true
  );
}

/** After a real touch the browser sends mouse events of its own making. */
function isFromTouch(event: MouseEvent): boolean {
  const { sourceCapabilities } = event as MouseEvent & {
    sourceCapabilities?: { firesTouchEvents?: boolean } | null;
  };
  return sourceCapabilities?.firesTouchEvents === true;
}

function dispatchTouch(
  type: string,
  target: EventTarget,
  { clientX, clientY, pageX, pageY, screenX, screenY }: MouseEvent
): void {
  const touch = new Touch({
    identifier: MOUSE_ID,
    target,
    clientX,
    clientY,
    pageX,
    pageY,
    screenX,
    screenY,
  });
  const touches = type === 'touchend' ? [] : [touch];
  target.dispatchEvent(
    new TouchEvent(type, {
      bubbles: true,
      cancelable: true,
      composed: true,
      touches,
      targetTouches: touches,
      changedTouches: [touch],
    })
  );
}

export interface TouchPoint {
  identifier: number;
  pageX: number;
  pageY: number;
  clientX: number;
  clientY: number;
}

export type TouchFields = {
  touches: TouchPoint[];
  changedTouches: TouchPoint[];
};

/** `touches` and `changedTouches` as mini-programs read them. */
export function touchFieldsOf(
  event: Event | undefined
): TouchFields | Record<string, never> {
  if (!event) return {};
  if ('changedTouches' in event) {
    const { touches, changedTouches } = event as TouchEvent;
    return {
      touches: Array.from(touches, point),
      changedTouches: Array.from(changedTouches, point),
    };
  }
  if (!('clientX' in event)) return {};
  return { touches: [], changedTouches: [mousePoint(event as MouseEvent)] };
}

function point(touch: Touch): TouchPoint {
  const { identifier, pageX, pageY, clientX, clientY } = touch;
  return { identifier, pageX, pageY, clientX, clientY };
}

function mousePoint({ pageX, pageY, clientX, clientY }: MouseEvent) {
  return { identifier: 0, pageX, pageY, clientX, clientY };
}

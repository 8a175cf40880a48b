const LONG_PRESS_MS = 350;
const MOVE_TOLERANCE_PX = 10;
/** WeChat's "must be called from a tap" lasts about as long as a handler. */
const TAP_LASTS_MS = 1000;

interface Point {
  x: number;
  y: number;
}

type LongPress = (event: Event, point: Point) => void;

/** Finds long presses, and knows whether code runs because of a tap. */
export class Gestures {
  private listener: LongPress = () => undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private start: Point | undefined;
  private taken = false;
  private lastTap = -Infinity;
  private touchSeen = false;

  constructor(root: HTMLElement) {
    const on = (type: string, run: (event: Event) => void) =>
      root.addEventListener(type, run, { capture: true, passive: true });
    on('touchstart', (event) => {
      this.touchSeen = true;
      this.press(event, pointOfTouch(event as TouchEvent));
    });
    on('touchmove', (event) => this.move(pointOfTouch(event as TouchEvent)));
    on('touchend', () => this.release());
    on('touchcancel', () => this.release());
    on('mousedown', (event) => {
      if (!this.touchSeen) this.press(event, pointOfMouse(event as MouseEvent));
    });
    on('mousemove', (event) => this.move(pointOfMouse(event as MouseEvent)));
    on('mouseup', () => this.release());
  }

  onLongPress(listener: LongPress): void {
    this.listener = listener;
  }

  /** Called when a handler took the long press: no tap may follow it. */
  take(): void {
    this.taken = true;
  }

  isTapTaken(): boolean {
    const taken = this.taken;
    this.taken = false;
    return taken;
  }

  noteTap(): void {
    this.lastTap = performance.now();
  }

  /** Whether a call made now counts as made by a tap of the person. */
  isTapping(): boolean {
    return performance.now() - this.lastTap < TAP_LASTS_MS;
  }

  private press(event: Event, point: Point): void {
    this.release();
    this.taken = false;
    this.start = point;
    this.timer = setTimeout(() => this.listener(event, point), LONG_PRESS_MS);
  }

  private move(point: Point): void {
    if (!this.start) return;
    const { x, y } = this.start;
    const far =
      Math.abs(point.x - x) > MOVE_TOLERANCE_PX ||
      Math.abs(point.y - y) > MOVE_TOLERANCE_PX;
    if (far) this.release();
  }

  private release(): void {
    clearTimeout(this.timer);
    this.start = undefined;
  }
}

function pointOfTouch(event: TouchEvent): Point {
  const [touch] = event.changedTouches;
  return { x: touch?.clientX ?? 0, y: touch?.clientY ?? 0 };
}

function pointOfMouse(event: MouseEvent): Point {
  return { x: event.clientX, y: event.clientY };
}

import { windowInfo } from '../../platform/nav-metrics';
import type { Zone } from '../voice-recorder/voice-recorder';

/** What the composer asks of its recorder. */
export interface Recorder {
  begin(mode: 'held' | 'free'): void;
  move(zone: Zone): void;
  release(): void;
  drop(): void;
}

type Touch = Pick<WechatMiniprogram.TouchEvent, 'touches'>;

/** Shorter is a tap: then it records without being held. */
const HOLD_MS = 200;
const UP_PX = 80;

/** A press of the microphone: a tap, or held and slid somewhere. */
export function createMicPress(recorder: () => Recorder | null) {
  let timer = 0;
  let pressed = false;
  let held = false;
  let startY = 0;

  function forget(): void {
    clearTimeout(timer);
    pressed = false;
    held = false;
  }

  return {
    down({ touches }: Touch): void {
      forget();
      pressed = true;
      startY = touches[0]?.clientY ?? 0;
      timer = setTimeout(() => {
        held = true;
        recorder()?.begin('held');
      }, HOLD_MS);
    },
    move({ touches }: Touch): void {
      const [touch] = touches;
      if (!held || !touch) return;
      const up = startY - touch.clientY > UP_PX;
      const left = touch.clientX < windowInfo().windowWidth / 2;
      recorder()?.move(!up ? 'send' : left ? 'cancel' : 'lock');
    },
    up(): void {
      if (!pressed) return;
      const wasHeld = held;
      forget();
      if (wasHeld) recorder()?.release();
      else recorder()?.begin('free');
    },
    /** The phone took the finger away, e.g. by a question of its own. */
    lost(): void {
      if (held) recorder()?.drop();
      forget();
    },
    forget,
  };
}

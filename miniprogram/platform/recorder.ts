import { COPY } from '../contract/copy/phone';
import { LIMITS } from '../contract/limits';
import { extensionIn, type Media } from '../services/media';
import { loudness } from './loudness';

export interface RecorderEvents {
  /** The microphone is open. */
  started(): void;
  /** From 0 to 1, several times a second. */
  level(level: number): void;
  /** Stopped by him, by the time, or by a call that came in. */
  stopped(voice: Extract<Media, { kind: 'voice' }>): void;
  failed(sentence: string): void;
}

/** WeChat refuses pairs that do not fit; this one is small and clear. */
const FORMAT = {
  duration: LIMITS.recordMs,
  sampleRate: 16_000,
  numberOfChannels: 1,
  encodeBitRate: 48_000,
  format: 'mp3',
  frameSize: 1,
} as const;

let listener: RecorderEvents | null = null;
let manager: WechatMiniprogram.RecorderManager | null = null;

export const canRecord = (): boolean => wx.canIUse('getRecorderManager');

/** There is one microphone, so there is one of it. */
export function record(events: RecorderEvents): void {
  listener = events;
  manager ??= prepare(wx.getRecorderManager());
  manager.start(FORMAT);
}

export function stopRecording(): void {
  manager?.stop();
}

/** Whatever comes of it is not wanted any more. */
export function dropRecording(): void {
  listener = null;
  manager?.stop();
}

function prepare(made: WechatMiniprogram.RecorderManager) {
  made.onStart(() => listener?.started());
  made.onFrameRecorded(({ frameBuffer }) =>
    listener?.level(loudness(frameBuffer))
  );
  made.onStop((result) => end((events) => stopped(events, result)));
  made.onError(() => end((events) => events.failed(COPY.recordFailed)));
  made.onInterruptionBegin(() => made.stop());
  return made;
}

function end(tell: (events: RecorderEvents) => void): void {
  const events = listener;
  listener = null;
  if (events) tell(events);
}

function stopped(
  events: RecorderEvents,
  { tempFilePath, duration, fileSize }: WechatMiniprogram.OnStopListenerResult
): void {
  const durationMs = Math.round(duration);
  if (durationMs < LIMITS.recordLeastMs) return events.failed(COPY.recordShort);
  events.stopped({
    kind: 'voice',
    path: tempFilePath,
    size: fileSize,
    extension: extensionIn(tempFilePath) || FORMAT.format,
    durationMs: Math.min(durationMs, LIMITS.recordMs),
  });
}

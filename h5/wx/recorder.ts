import type { WxPart } from './api';
import type { Permissions } from './permissions';
import { temporaryPath } from './phone-files';
import { Signal } from '../runtime/signal';
import { asSamples, waveFile } from './wave-file';

interface Options {
  duration?: number;
  sampleRate?: number;
}

interface Recording {
  stream: MediaStream;
  context: AudioContext;
  pieces: Int16Array[];
  sampleRate: number;
  timer: ReturnType<typeof setTimeout>;
}

const DEFAULT_MS = 60_000;
const PIECE = 2_048;
/** Hands over the microphone's samples as they come. */
const WORKLET = `registerProcessor('samples', class extends AudioWorkletProcessor {
  process([[channel]]) {
    if (channel) this.port.postMessage(channel.slice());
    return true;
  }
});`;

/**
 * One recorder as in WeChat. A browser has no MP3 encoder: whatever format is
 * asked for, a WAV file comes, and frames of 16-bit samples.
 */
export function recorderApis(permissions: Permissions): WxPart {
  const manager = new Recorder(permissions);
  return { getRecorderManager: () => manager.api };
}

class Recorder {
  private readonly started = new Signal<object>();
  private readonly framed = new Signal<object>();
  private readonly stopped = new Signal<object>();
  private readonly failed = new Signal<{ errMsg: string }>();
  private current: Recording | null = null;
  private opening = false;
  private stopAsked = false;

  readonly api = {
    start: (options: Options = {}) => void this.start(options),
    stop: () => this.stop(),
    onStart: this.started.on,
    onFrameRecorded: this.framed.on,
    onStop: this.stopped.on,
    onError: this.failed.on,
    onPause: new Signal<object>().on,
    onResume: new Signal<object>().on,
    onInterruptionBegin: new Signal<object>().on,
    onInterruptionEnd: new Signal<object>().on,
  };

  constructor(private readonly permissions: Permissions) {}

  private async start(options: Options): Promise<void> {
    if (this.current || this.opening) {
      return this.fail('is recording or paused');
    }
    this.opening = true;
    this.stopAsked = false;
    try {
      await this.permissions.ask('record');
      this.current = await this.open(options);
    } catch (error) {
      console.debug('[h5] no microphone', error);
      return this.fail('auth deny');
    } finally {
      this.opening = false;
    }
    this.started.emit({});
    if (this.stopAsked) this.stop();
  }

  private async open({ duration, sampleRate }: Options): Promise<Recording> {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const context = new AudioContext({ sampleRate: sampleRate ?? 16_000 });
    const module = URL.createObjectURL(
      new Blob([WORKLET], { type: 'text/javascript' })
    );
    await context.audioWorklet.addModule(module);
    const node = new AudioWorkletNode(context, 'samples');
    const pieces: Int16Array[] = [];
    let waiting: number[] = [];
    node.port.onmessage = ({ data }: MessageEvent<Float32Array>) => {
      waiting.push(...data);
      if (waiting.length < PIECE) return;
      const piece = asSamples(Float32Array.from(waiting));
      waiting = [];
      pieces.push(piece);
      this.framed.emit({ frameBuffer: piece.buffer, isLastFrame: false });
    };
    context.createMediaStreamSource(stream).connect(node);
    const timer = setTimeout(() => this.stop(), duration ?? DEFAULT_MS);
    return { stream, context, pieces, sampleRate: context.sampleRate, timer };
  }

  private stop(): void {
    const recording = this.current;
    if (!recording) {
      this.stopAsked = true;
      return;
    }
    this.current = null;
    const { stream, context, pieces, sampleRate, timer } = recording;
    clearTimeout(timer);
    stream.getTracks().forEach((track) => track.stop());
    void context.close();
    const samples = pieces.reduce((sum, piece) => sum + piece.length, 0);
    const file = waveFile(pieces, sampleRate);
    this.stopped.emit({
      tempFilePath: temporaryPath(file, 'voice.wav'),
      duration: (samples / sampleRate) * 1_000,
      fileSize: file.size,
    });
  }

  private fail(reason: string): void {
    this.failed.emit({ errMsg: `operateRecorder:fail ${reason}` });
  }
}

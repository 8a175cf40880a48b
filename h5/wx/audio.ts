import { asyncApi } from './api';
import type { WxPart } from './api';
import { playableUrl } from './phone-files';

/** Sound, by the browser's own player. */
export function audioApis(): WxPart {
  return {
    createInnerAudioContext: () => new InnerAudio(),
    // A browser has one loudspeaker and no silent switch.
    setInnerAudioOption: asyncApi('setInnerAudioOption', () => undefined),
  };
}

class InnerAudio {
  private readonly audio = new Audio();
  private path = '';
  private destroyed = false;

  get src(): string {
    return this.path;
  }
  set src(path: string) {
    this.path = path;
  }
  get duration(): number {
    const { duration } = this.audio;
    return Number.isFinite(duration) ? duration : 0;
  }
  get currentTime(): number {
    return this.audio.currentTime;
  }
  get paused(): boolean {
    return this.audio.paused;
  }

  play(): void {
    void this.begin();
  }
  pause(): void {
    this.audio.pause();
  }
  stop(): void {
    this.audio.pause();
    this.audio.currentTime = 0;
  }
  destroy(): void {
    this.destroyed = true;
    this.audio.pause();
    this.audio.removeAttribute('src');
  }

  onPlay(run: () => void): void {
    this.on('playing', run);
  }
  onTimeUpdate(run: () => void): void {
    this.on('timeupdate', run);
  }
  onEnded(run: () => void): void {
    this.on('ended', run);
  }
  onError(run: (error: { errMsg: string; errCode: number }) => void): void {
    const told = { errMsg: 'the sound cannot be played', errCode: 10_001 };
    this.on('error', () => run(told));
  }

  /** What is destroyed is silent, also about itself. */
  private on(event: string, run: () => void): void {
    this.audio.addEventListener(event, () => {
      if (!this.destroyed) run();
    });
  }

  private async begin(): Promise<void> {
    try {
      if (!this.audio.src) this.audio.src = await playableUrl(this.path);
      await this.audio.play();
    } catch (error) {
      if (this.destroyed) return;
      console.debug('[h5] no sound', error);
      this.audio.dispatchEvent(new Event('error'));
    }
  }
}

import type { Caller } from '../kernel/caller';
import type { Clock } from '../kernel/clock';
import type { Memory } from './memory';

const FRESH_MS = 2 * 60 * 60_000;
const SAVE_EVERY_MS = 60_000;

/**
 * When each phone last called the cloud, which stands for its last visit to
 * the mini-program. A killed process forgets the last minute of it: then a
 * check is refused that WeChat would have allowed.
 */
export class Visits {
  private readonly times = new Map<string, number>();
  private readonly unsaved = new Set<string>();
  private readonly saved;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly memory: Memory,
    private readonly clock: Clock
  ) {
    this.saved = memory.topic<number>('visits');
  }

  /** Anyone may be shown here; only phones are noted. */
  note(caller: Caller | null): void {
    if (caller?.kind !== 'client' || !caller.openid) return;
    this.times.set(caller.openid, this.clock.now());
    this.unsaved.add(caller.openid);
    this.timer ??= setTimeout(() => this.save(), SAVE_EVERY_MS).unref();
  }

  /** Within the last two hours. */
  isFresh(openid: string): boolean {
    const at = this.times.get(openid) ?? this.saved.get(openid);
    return at !== null && this.clock.now() - at <= FRESH_MS;
  }

  save(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.memory.together(() => {
      for (const openid of this.unsaved) {
        this.saved.put(openid, this.times.get(openid) ?? 0);
      }
    });
    this.unsaved.clear();
  }

  clear(): void {
    this.times.clear();
    this.unsaved.clear();
  }
}

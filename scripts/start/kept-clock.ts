import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Door } from '../lib/door';

/**
 * Remembers over restarts how far the clock was moved, so that what was
 * written an hour ahead does not lie in the future afterwards.
 */
export class KeptClock {
  constructor(private readonly file: string) {}

  async advance(door: Door, ms: number): Promise<void> {
    await door.advance(ms);
    writeFileSync(this.file, String(this.offset() + ms));
  }

  async restore(door: Door): Promise<void> {
    if (this.offset() > 0) await door.advance(this.offset());
  }

  reset(): void {
    rmSync(this.file, { force: true });
  }

  private offset(): number {
    return existsSync(this.file) ? Number(readFileSync(this.file, 'utf8')) : 0;
  }
}

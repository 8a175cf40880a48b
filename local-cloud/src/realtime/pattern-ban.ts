import type { ClientCaller } from '../kernel/caller';
import { CloudError } from '../kernel/errors';

/** Real time for which a person gets no more watches with a pattern. */
const BAN_MS = 60_000;

/** Who had a pattern that took too long cannot come back with the next. */
export class PatternBan {
  private readonly until = new Map<string, number>();

  ban(caller: ClientCaller | null): void {
    const now = performance.now();
    for (const [person, end] of this.until) {
      if (end <= now) this.until.delete(person);
    }
    this.until.set(personOf(caller), now + BAN_MS);
  }

  /** @throws CloudError SYS_ERR */
  refuse(caller: ClientCaller | null): void {
    const end = this.until.get(personOf(caller)) ?? 0;
    if (end <= performance.now()) return;
    throw new CloudError('SYS_ERR', 'a pattern of yours took too long');
  }
}

const personOf = (caller: ClientCaller | null): string =>
  JSON.stringify([caller?.openid, caller?.uid]);

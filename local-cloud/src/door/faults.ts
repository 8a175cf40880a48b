import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Caller, ClientCaller } from '../kernel/caller';
import { CloudError } from '../kernel/errors';
import { DroppedConnection, type FaultGate } from '../http/services';

interface Strike {
  /** Part of the action's name; empty matches every action. */
  match: string;
  /** How many times still; Infinity until cleared. */
  left: number;
  /** How many that match are let pass before. */
  skip?: number;
}

/** Failures that a test or the console orders for the whole cloud. */
export class Faults implements FaultGate {
  private delay: (Strike & { ms: number }) | null = null;
  private drop: (Strike & { moment: 'before' | 'after' }) | null = null;
  private failure: (Strike & { code: string }) | null = null;
  private crash: { action: string; skip: number } | null = null;
  private readonly offline = new Set<string>();

  constructor(private readonly folder: string | null) {}

  async enter(action: string, caller: Caller | null): Promise<void> {
    if (strikes(this.delay, action)) await wait(this.delay?.ms);
    if (!this.reachable(clientOf(caller))) throw new DroppedConnection();
    if (this.drop?.moment === 'before' && strikes(this.drop, action)) {
      throw new DroppedConnection();
    }
    if (this.failure && strikes(this.failure, action)) {
      const { code } = this.failure;
      throw new CloudError(code, code, 'ordered by a fault');
    }
  }

  written(action: string): void {
    if (this.drop?.moment === 'after' && strikes(this.drop, action)) {
      throw new DroppedConnection();
    }
    const { crash } = this;
    if (!crash || (crash.action !== '*' && crash.action !== action)) return;
    if (crash.skip > 0) crash.skip -= 1;
    else this.die(action);
  }

  reachable(caller: ClientCaller | null): boolean {
    const { openid, uid } = caller ?? {};
    return !(
      (openid && this.offline.has(openid)) ||
      (uid && this.offline.has(uid))
    );
  }

  setDelay(ms: number, match = '', times = Infinity): void {
    this.delay = ms > 0 ? { ms, match, left: times } : null;
  }

  setDrop(moment: 'before' | 'after', match = '', times = Infinity): void {
    this.drop = { moment, match, left: times };
  }

  setFailure(code: string, match = '', times = Infinity, skip = 0): void {
    this.failure = { code, match, left: times, skip };
  }

  setOffline(id: string, on: boolean): void {
    if (on) this.offline.add(id);
    else this.offline.delete(id);
  }

  setCrash(action: string, skip: number): void {
    this.crash = { action, skip };
  }

  clear(): void {
    this.delay = null;
    this.drop = null;
    this.failure = null;
    this.crash = null;
    this.offline.clear();
  }

  read(): Record<string, unknown> {
    const { delay, drop, failure, crash } = this;
    return { delay, drop, failure, crash, offline: [...this.offline] };
  }

  /** The write is durable and nobody was told: the process ends here. */
  private die(action: string): void {
    if (this.folder !== null) {
      const file = openSync(join(this.folder, 'crashes.log'), 'a');
      const at = 'after-commit';
      const line = { at, action, pid: process.pid, time: Date.now() };
      writeSync(file, `${JSON.stringify(line)}\n`);
      fsyncSync(file);
      closeSync(file);
    }
    process.kill(process.pid, 'SIGKILL');
  }
}

function strikes(strike: Strike | null, action: string): boolean {
  if (!strike || strike.left <= 0 || !action.includes(strike.match)) {
    return false;
  }
  if (strike.skip) {
    strike.skip -= 1;
    return false;
  }
  strike.left -= 1;
  return true;
}

function clientOf(caller: Caller | null): ClientCaller | null {
  if (!caller) return null;
  return caller.kind === 'client' ? caller : null;
}

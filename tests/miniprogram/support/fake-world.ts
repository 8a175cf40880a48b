import type {
  LogPort,
  ServicePorts,
  StoragePort,
} from '../../../miniprogram/services/ports';
import type { FakeCloud } from './fake-cloud';
import { createFakeClock, type FakeClock } from './fake-clock';
import { createFakeService } from './fake-service';

export interface FakeWorld {
  cloud: FakeCloud;
  clock: FakeClock;
  storage: StoragePort & { kept: Map<string, string> };
  setOnline(online: boolean): void;
  warnings: string[];
  /** A fresh start of the app on the same phone. */
  ports(): ServicePorts;
}

/** A phone and its cloud, both in memory. */
export function createFakeWorld(): FakeWorld {
  const clock = createFakeClock();
  const cloud = createFakeService(clock.now);
  const warnings: string[] = [];
  const storage = createFakeStorage();
  const network = createFakeNetwork();
  const log: LogPort = { warn: (event) => warnings.push(event) };
  let seed = 1;
  const random = () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  return {
    cloud,
    clock,
    storage,
    warnings,
    setOnline: network.set,
    ports: () => ({ cloud, clock, storage, random, log, network }),
  };
}

/** Like a phone's: only what JSON can hold comes back. */
export function createFakeStorage() {
  const kept = new Map<string, string>();
  return {
    kept,
    get: (key: string): unknown => {
      const text = kept.get(key);
      return text === undefined ? undefined : JSON.parse(text);
    },
    set: (key: string, value: unknown) => {
      kept.set(key, JSON.stringify(value));
    },
    remove: (key: string) => {
      kept.delete(key);
    },
  };
}

function createFakeNetwork() {
  let online = true;
  const listeners = new Set<(online: boolean) => void>();
  return {
    isOnline: () => online,
    onChange(listener: (online: boolean) => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    set(next: boolean) {
      online = next;
      listeners.forEach((listener) => listener(next));
    },
  };
}

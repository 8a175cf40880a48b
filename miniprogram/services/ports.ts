import type { CloudPort } from './cloud-port';
import type { FilesPort } from './files-port';

/** Small values that outlive the app; synchronous like wx.setStorageSync. */
export interface StoragePort {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
  remove(key: string): void;
}

export type Cancel = () => void;

export interface ClockPort {
  /** Milliseconds of this machine. */
  now(): number;
  /** Runs `task` once after `ms`; the answer takes it back. */
  after(ms: number, task: () => void): Cancel;
}

export interface NetworkPort {
  isOnline(): boolean;
  onChange(listener: (online: boolean) => void): Cancel;
}

export interface LogPort {
  warn(event: string, detail?: unknown): void;
}

/** Everything the services need of the world; nothing else is touched. */
export interface ServicePorts {
  cloud: CloudPort;
  storage: StoragePort;
  clock: ClockPort;
  network: NetworkPort;
  /** As Math.random. */
  random: () => number;
  log: LogPort;
  /** Missing where nothing can be uploaded: then only texts are sent. */
  files?: FilesPort;
}

import { Worker } from 'node:worker_threads';

const MB = 1024 * 1024;
/** What the thread itself takes, beyond the bare runtime measured before. */
const THREAD = 16 * MB;

/** Returns the means to say whether a call is running. */
export function startWatchdog({ cloud, memoryMb, tooMuchMemory }) {
  const busy = new Int32Array(new SharedArrayBuffer(4));
  const thread = new Worker(new URL('./watchdog.mjs', import.meta.url), {
    workerData: {
      busy,
      cloud,
      mostBytes: process.memoryUsage.rss() + THREAD + memoryMb * MB,
      tooMuchMemory,
    },
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 16 },
  });
  thread.unref();
  return (working) => {
    Atomics.store(busy, 0, working ? 1 : 0);
    Atomics.notify(busy, 0);
  };
}

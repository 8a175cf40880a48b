/**
 * A thread beside the function: it goes on while the function is in an endless
 * loop. It ends the process when the cloud is gone, or when a call holds more
 * memory than it may (Buffers live outside of the heap that V8 bounds).
 */
import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

const IDLE_MS = 1_000;
const BUSY_MS = 25;
const { busy, cloud, mostBytes, tooMuchMemory } = workerData;

for (;;) {
  if (process.ppid !== cloud) end();
  const working = Atomics.load(busy, 0);
  if (process.memoryUsage.rss() > mostBytes) {
    writeSync(2, `\n${tooMuchMemory}\n`);
    end();
  }
  Atomics.wait(busy, 0, working, working === 1 ? BUSY_MS : IDLE_MS);
}

/** The process leads a group: what it started itself ends with it. */
function end() {
  process.kill(process.platform === 'win32' ? process.pid : 0, 'SIGKILL');
}

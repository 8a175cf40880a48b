/**
 * The process in which a deployed function runs, one call at a time.
 * Its argument is a WorkerSpec as JSON.
 */
import { allowOutput, captureOutput } from './capture-output.mjs';
import { describeError } from './describe-error.mjs';
import { loadHandler } from './load-handler.mjs';
import { installMovableDate, setClockOffset } from './movable-date.mjs';
import { prepareProcess, runCall } from './run-call.mjs';
import { startWatchdog } from './start-watchdog.mjs';

const spec = JSON.parse(process.argv[2]);
process.argv.length = 2;
delete process.env.NODE_OPTIONS;
const send = process.send.bind(process);
const dir = process.cwd();

function die(error) {
  send({ type: 'crash', ...describeError(error, dir) }, () => process.exit(1));
}

setClockOffset(spec.clockOffsetMs);
installMovableDate();
captureOutput((line) => send({ type: 'log', line }));
allowOutput();
process.on('uncaughtException', die);
process.on('disconnect', () => process.exit(0));
const setBusy = startWatchdog(spec);
setBusy(true);

async function answer(main, call) {
  setBusy(true);
  allowOutput();
  setClockOffset(call.clockOffsetMs);
  try {
    prepareProcess(call, dir);
    send(await runCall(main, call));
  } catch (error) {
    const rss = process.memoryUsage.rss();
    send({ type: 'error', rss, ...describeError(error, dir) });
  } finally {
    setBusy(false);
  }
}

try {
  const main = await loadHandler(dir, spec);
  process.on('message', (call) => void answer(main, call));
  send({ type: 'ready' });
  setBusy(false);
} catch (error) {
  die(error);
}

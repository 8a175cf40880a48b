/**
 * The process in which a deployed function runs, one call at a time.
 * Arguments: bundle file, name of the export.
 */
import { createRequire } from 'node:module';

const [bundle, exportName] = process.argv.slice(2);
const RealDate = Date;
let clockOffsetMs = 0;

/**
 * The cloud's clock can be moved. Each call brings the distance between the
 * cloud's time and this machine's, and `Date` shows the sum. Timers such as
 * setTimeout and performance.now() keep running in real time.
 */
function installMovableDate() {
  const now = () => RealDate.now() + clockOffsetMs;
  const ShiftedDate = new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(
        target,
        args.length > 0 ? args : [now()],
        newTarget === ShiftedDate ? target : newTarget
      ),
    apply: (target) => new target(now()).toString(),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  });
  RealDate.prototype.constructor = ShiftedDate;
  globalThis.Date = ShiftedDate;
}

/** Output goes by the same channel as the result, so it arrives before it. */
function captureOutput() {
  for (const stream of [process.stdout, process.stderr]) {
    stream.write = (chunk, encoding, done) => {
      process.send({ type: 'log', text: String(chunk) });
      const callback = typeof encoding === 'function' ? encoding : done;
      if (callback) process.nextTick(callback);
      return true;
    };
  }
}

function resetEnvironment(wanted) {
  for (const key of Object.keys(process.env)) {
    if (!Object.hasOwn(wanted, key)) delete process.env[key];
  }
  for (const [key, value] of Object.entries(wanted)) {
    if (process.env[key] !== value) process.env[key] = value;
  }
}

function describe(error) {
  if (error instanceof Error) {
    return { message: error.message, stack: error.stack ?? '' };
  }
  const text = typeof error === 'string' ? error : JSON.stringify(error);
  return { message: text ?? String(error), stack: '' };
}

async function run(main, call) {
  resetEnvironment(call.env);
  clockOffsetMs = call.clockOffsetMs;
  try {
    const result = await main(JSON.parse(call.event), call.context);
    const json = JSON.stringify(result) ?? 'null';
    process.send({ type: 'result', json });
  } catch (error) {
    process.send({ type: 'error', ...describe(error) });
  }
}

function load() {
  const main = createRequire(bundle)(bundle)[exportName];
  if (typeof main !== 'function') {
    throw new Error(`handler "${exportName}" is not exported`);
  }
  return main;
}

function die(error) {
  process.send({ type: 'crash', ...describe(error) }, () => process.exit(1));
}

installMovableDate();
captureOutput();
process.on('uncaughtException', die);
process.on('disconnect', () => process.exit(0));
try {
  const main = load();
  process.on('message', (call) => void run(main, call));
  process.send({ type: 'ready' });
} catch (error) {
  die(error);
}

/** Above this a result is refused here, not carried to the cloud first. */
const MOST_RESULT = 6 * 1024 * 1024;

/**
 * Nothing of the call before remains in environment and folder. What it left
 * running (timers, promises) goes on: the process is not frozen.
 */
export function prepareProcess(call, dir) {
  for (const key of Object.keys(process.env)) {
    if (!Object.hasOwn(call.env, key)) delete process.env[key];
  }
  for (const [key, value] of Object.entries(call.env)) {
    if (process.env[key] !== value) process.env[key] = value;
  }
  if (process.cwd() !== dir) process.chdir(dir);
}

/** The message for the cloud: a result, or that it is too large. */
export async function runCall(main, call) {
  const result = await invoke(main, JSON.parse(call.event), call.context);
  const json = JSON.stringify(result) ?? 'null';
  const rss = process.memoryUsage.rss();
  if (json.length > MOST_RESULT) return { type: 'oversize', rss };
  return { type: 'result', json, rss };
}

/** Handlers answer by a promise, by a value or, with three parameters, by callback. */
function invoke(main, event, context) {
  return new Promise((resolve, reject) => {
    const callback = (error, value) => (error ? reject(error) : resolve(value));
    const returned = main(event, context, callback);
    if (typeof returned?.then === 'function') returned.then(resolve, reject);
    else if (returned !== undefined || main.length < 3) resolve(returned);
  });
}

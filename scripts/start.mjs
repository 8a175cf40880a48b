/**
 * `npm start`: installs and builds what is missing, then starts the local
 * cloud and serves the stage, the phones and the admin page on one address.
 * Only Node's own modules until the installation is done.
 *
 *   --port 8700   the address; the cloud takes the next port
 *   --data .data  where everything is kept
 *   --no-open     do not open a browser
 */
import { parseArgs } from 'node:util';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { requireNode } from './lib/require-node.mjs';
import { Plain, runMain } from './lib/say.mjs';

runMain(async () => {
  requireNode();
  const options = readOptions();
  await ensureInstalled();
  await ensureBuilt();
  process.env.TENCENTCLOUD = 'true';
  const { tsImport } = await import('tsx/esm/api');
  const { start } = await tsImport('./start/main.ts', import.meta.url);
  await start(options);
});

function readOptions() {
  const { values } = parseOptions();
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_534) {
    throw new Plain(`端口要写 1 到 65534 的数字，收到的是“${values.port}”。`);
  }
  return { port, data: values.data, open: !values['no-open'] };
}

function parseOptions() {
  try {
    return parseArgs({
      options: {
        port: { type: 'string', default: '8700' },
        data: { type: 'string', default: '.data' },
        'no-open': { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new Plain(
      `不认识的参数：${error.message}\n可以用 --port、--data、--no-open。`
    );
  }
}

import { parseArgs } from 'node:util';
import { startCloud } from './cloud';
import { CloudError } from './kernel/errors';
import { isProject } from './project/read-project';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8701' },
    data: { type: 'string', default: '.data/cloud' },
    project: { type: 'string' },
    rules: { type: 'string' },
    workers: { type: 'string', default: '8' },
  },
});

const here = process.cwd();

// Standard output carries one line of JSON and nothing else.
console.log = console.error;
console.info = console.error;

try {
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new CloudError('INVALID_PARAM', `${values.port} is no port`);
  }
  const maxWorkers = Number(values.workers);
  if (!Number.isInteger(maxWorkers) || maxWorkers < 1 || maxWorkers > 1_000) {
    throw new CloudError(
      'INVALID_PARAM',
      '--workers is a number from 1 to 1000'
    );
  }
  const cloud = await startCloud({
    port,
    data: values.data,
    project: values.project ?? (isProject(here) ? here : null),
    rules: values.rules ?? null,
    maxWorkers,
  });
  const { url, env } = cloud;
  process.stdout.write(`${JSON.stringify({ url, env })}\n`);
  console.error(`console: ${url}/__local/console/`);
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    void cloud.stop().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
} catch (error) {
  if (!(error instanceof CloudError)) throw error;
  process.stderr.write(`local cloud: ${error.message}\n`);
  process.exit(1);
}

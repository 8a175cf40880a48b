/** The local cloud on a folder of its own. Argument: the data folder. */
import { startCloud } from '../../src/cloud';

const cloud = await startCloud({
  port: 0,
  data: process.argv[2] ?? ':memory:',
  log: () => undefined,
});
console.log(JSON.stringify({ url: cloud.url, env: cloud.env }));
process.on('SIGTERM', () => void cloud.stop().then(() => process.exit(0)));

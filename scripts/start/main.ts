import path from 'node:path';
import { Door } from '../lib/door';
import { ROOT } from '../lib/repository';
import { say, seconds } from '../lib/say.mjs';
import { CloudProcess } from './cloud-process';
import { cloudSpec } from './cloud-spec';
import { openDataFolder } from './data-folder';
import { openBrowser } from './open-browser';
import { listen, requireFree } from './ports';
import { seedWhenEmpty } from './seed-when-empty';
import { createSite } from './site';
import { closedApi, stageApi } from './stage-api';

export interface StartOptions {
  port: number;
  data: string;
  open: boolean;
}

/** Starts everything and keeps it until Ctrl-C, or until a part dies. */
export async function start(options: StartOptions): Promise<void> {
  const started = Date.now();
  const { port } = options;
  const folder = path.resolve(ROOT, options.data);
  let api = closedApi(folder);
  const site = createSite(() => api, port);
  await listen(site, port);
  const data = await openDataFolder(folder, port);
  await requireFree(port + 1, '本机云');

  const stop = stopOnce(async () => {
    site.closeAllConnections();
    site.close();
    await cloud.stop();
    data.release();
  });
  const cloud = new CloudProcess(cloudSpec(data, port + 1), (why) => {
    say(`本机云意外停止（${why}），日志在 ${data.cloud}.log`);
    void stop(1);
  });
  process.once('SIGINT', () => void stop(0));
  process.once('SIGHUP', () => void stop(0));
  process.once('SIGTERM', () => void stop(0));

  try {
    const address = await cloud.start();
    await data.clock.restore(new Door(address.url));
    await seedWhenEmpty(address, data);
    api = stageApi(cloud, address, data);
  } catch (error) {
    console.error(error);
    say('没有启动成功，原因见上面。');
    return stop(1);
  }

  const page = `http://127.0.0.1:${port}/`;
  say(`已启动（${seconds(started)}）：${page}`);
  say('按 Ctrl-C 停止。');
  if (options.open) openBrowser(page);
}

/** Whoever asks first decides the exit code; the rest waits with him. */
function stopOnce(release: () => Promise<void>) {
  let stopping = false;
  return async (code: number): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await release();
    process.exit(code);
  };
}

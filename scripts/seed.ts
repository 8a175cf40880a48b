/** `npm run seed`: empties the local data and prepares the demo anew. */
import path from 'node:path';
import { ROOT } from './lib/repository';
import { runMain, say } from './lib/say.mjs';
import { CloudProcess } from './start/cloud-process';
import { cloudSpec } from './start/cloud-spec';
import { openDataFolder } from './start/data-folder';
import { seedWhenEmpty } from './start/seed-when-empty';

void runMain(async () => {
  const data = await openDataFolder(path.join(ROOT, '.data'), 0);
  data.empty();
  const cloud = new CloudProcess(cloudSpec(data, 0), (why) =>
    say(`本机云意外停止（${why}），日志在 ${data.cloud}.log`)
  );
  try {
    await seedWhenEmpty(await cloud.start(), data);
  } finally {
    await cloud.stop();
    data.release();
  }
});

/** `npm run reset`: the next start begins with an empty cloud and a new demo. */
import path from 'node:path';
import { ROOT } from './lib/repository';
import { runMain, say } from './lib/say.mjs';
import { openDataFolder } from './start/data-folder';

void runMain(async () => {
  const data = await openDataFolder(path.join(ROOT, '.data'), 0);
  data.empty();
  data.release();
  say('本机数据已清空，下次 npm start 会重新准备。');
});

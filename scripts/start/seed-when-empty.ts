import { existsSync } from 'node:fs';
import { say, seconds } from '../lib/say.mjs';
import { seed } from '../seed/seed';
import type { CloudAddress } from './cloud-process';
import type { DataFolder } from './data-folder';

/** A new folder gets the demo's people and conversations. */
export async function seedWhenEmpty(
  cloud: CloudAddress,
  data: DataFolder
): Promise<void> {
  if (existsSync(data.demo)) return;
  const started = Date.now();
  say('正在准备演示数据…');
  data.preparing(true);
  await seed(cloud, data);
  data.preparing(false);
  say(`演示数据已备好（${seconds(started)}）`);
}

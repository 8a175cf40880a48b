import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { FUNCTION_NAMES } from '../../domain/actions/spec';
import { Door } from '../lib/door';
import type { CloudAddress, CloudProcess } from './cloud-process';
import type { DataFolder } from './data-folder';
import { instanceInfo } from './ports';
import { seedWhenEmpty } from './seed-when-empty';
import { readOwnRecords } from './server-database';
import type { SiteApi } from './site';

const Trouble = z.strictObject({
  /** Every function waits two seconds. */
  slow: z.boolean(),
  /** The cloud refuses watches: the product must poll. */
  realtime: z.boolean(),
});
type Trouble = z.infer<typeof Trouble>;

const NO_TROUBLE: Trouble = { slow: false, realtime: false };
const SLOW_MS = 2_000;
const Advance = z.strictObject({
  advanceMs: z
    .int()
    .positive()
    .max(7 * 24 * 60 * 60_000),
});

/** What is known before the cloud answers. */
export function closedApi(folder: string): SiteApi {
  return { get: { state: async () => stageState(folder, null) }, post: {} };
}

/** Everything that the stage's page may ask, once the cloud runs. */
export function stageApi(
  cloud: CloudProcess,
  first: CloudAddress,
  data: DataFolder
): SiteApi {
  let address = first;
  let trouble = NO_TROUBLE;
  const door = () => new Door(address.url);
  const change = async (wanted: Trouble) => {
    trouble = wanted;
    await applyTrouble(door(), trouble);
  };
  return {
    adminConfig: () => ({ env: address.env, localCloud: address.url }),
    get: {
      state: async () => stageState(data.path, address),
      live: async (query) => ({
        ...(await live(door(), address, query.get('openid') ?? '')),
        trouble,
      }),
    },
    post: {
      clock: (body) =>
        data.clock.advance(door(), Advance.parse(body).advanceMs),
      trouble: (body) =>
        change({ ...trouble, ...Trouble.partial().parse(body) }),
      'restart-cloud': async () => {
        address = await cloud.killAndRestart();
        await data.clock.restore(door());
        await change(trouble);
      },
      'clear-data': async () => {
        await cloud.stop();
        data.empty();
        address = await cloud.start();
        trouble = NO_TROUBLE;
        await seedWhenEmpty(address, data);
      },
    },
  };
}

function stageState(folder: string, cloud: CloudAddress | null): unknown {
  const demo = path.join(folder, 'demo.json');
  return {
    instance: instanceInfo(folder),
    cloud,
    demo: existsSync(demo) ? JSON.parse(readFileSync(demo, 'utf8')) : null,
  };
}

async function live(door: Door, cloud: CloudAddress, openid: string) {
  const [now, pushes, calls, watches, operations, own] = await Promise.all([
    door.now(),
    door.pushes(),
    door.countCalls(),
    door.countWatches(),
    door.countOperations(),
    readOwnRecords(cloud, openid),
  ]);
  const cards = pushes
    .filter((push) => push.touser === openid && push.errcode === 0)
    .map(({ at, page, data }) => ({
      at,
      page: page ?? '',
      fields: Object.entries(data).map(([name, { value }]) => ({
        name,
        value,
      })),
    }));
  return { now, cards, calls, watches, ...operations, ...own };
}

async function applyTrouble(door: Door, trouble: Trouble): Promise<void> {
  for (const name of FUNCTION_NAMES) {
    await door.slowFunction(name, trouble.slow ? SLOW_MS : 0);
  }
  await door.enableWatches(!trouble.realtime);
}

import { join } from 'node:path';
import { connectCloud, type CloudChat } from './clients/local-cloud';
import { percentile, type Figure } from './figures';
import { runRound } from './load';
import { start } from './processes';
import type { Settings } from './settings';

const LOAD = { people: 1_000, perSecond: 2_000, seconds: 10 };

/** Far above what it is meant for: nothing may be lost. */
export async function sustained(settings: Settings): Promise<Figure[]> {
  const server = await start('servers/local-cloud.ts', [
    join(settings.folder, 'sustained'),
  ]);
  const chat = await connectCloud(String(server.ready['url']), LOAD.people);
  try {
    const { lost, sent, latencies } = await runRound(chat, LOAD);
    const total = await storedMessages(chat);
    return [
      { name: 'sent at 2000/s for 10 s', value: sent, unit: 'msgs' },
      { name: 'lost at 2000/s for 10 s', value: lost, unit: 'msgs' },
      { name: 'missing on disk after that', value: sent - total, unit: 'msgs' },
      {
        name: 'delivery p95 at 2000/s',
        value: percentile(latencies, 0.95),
        unit: 'ms',
      },
    ];
  } finally {
    await chat.close();
    await server.stop();
  }
}

/** What the cloud itself counts on its disk. */
async function storedMessages({ post }: CloudChat): Promise<number> {
  const list = await post('/__local/collections', {}, 'GET');
  const collections = Object.values(list) as {
    name: string;
    documents: number;
  }[];
  const messages = collections.find(({ name }) => name === 'messages');
  return messages?.documents ?? 0;
}

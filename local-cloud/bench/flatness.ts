import { join } from 'node:path';
import { connectCloud } from './clients/local-cloud';
import { medianOf } from './delivery';
import { compare, type Figure } from './figures';
import { runRound, type Round } from './load';
import { start } from './processes';
import type { Settings } from './settings';

const FEW = 20;
const MANY = 1_000;
const LOAD = { people: FEW, perSecond: 200, seconds: 4 };

/** The same twenty people talk, alone and among 980 others who listen. */
export async function flatness(settings: Settings): Promise<Figure[]> {
  const servers = await Promise.all(
    [FEW, MANY].map((n) =>
      start('servers/local-cloud.ts', [join(settings.folder, `flat-${n}`)])
    )
  );
  const urls = servers.map(({ ready }) => String(ready['url']));
  const few = await connectCloud(urls[0] ?? '', FEW);
  const many = await connectCloud(urls[1] ?? '', MANY);
  const seen: { few: Round[]; many: Round[] } = { few: [], many: [] };
  try {
    for (const chat of [few, many]) await runRound(chat, LOAD);
    for (let round = 0; round < settings.rounds; round += 1) {
      const turns =
        round % 2 ? (['many', 'few'] as const) : (['few', 'many'] as const);
      for (const turn of turns) {
        const chat = turn === 'few' ? few : many;
        seen[turn].push(await runRound(chat, LOAD));
      }
    }
  } finally {
    for (const chat of [few, many]) await chat.close();
    for (const server of servers) await server.stop();
  }
  return [0.5, 0.95].map((share) =>
    compare(
      `delivery p${share * 100} with ${MANY} subscriptions`,
      medianOf(seen.many, share),
      'ms',
      { name: `${FEW} subscriptions`, value: medianOf(seen.few, share) }
    )
  );
}

import { join } from 'node:path';
import type { Chat } from './chat';
import { connectCloud } from './clients/local-cloud';
import { connectSocketIo } from './clients/socket-io';
import { connectRelay } from './clients/ws-relay';
import { compare, median, percentile, type Figure } from './figures';
import { runRound, type Round } from './load';
import { start, type Running } from './processes';
import type { Settings } from './settings';

const PEOPLE = 1_000;
const RATES = [50, 200, 500];
const SHARES = [0.5, 0.95, 0.99];
const SECONDS = 4;

/**
 * From send to the other person's screen, durable, at 1,000 connected people
 * in 500 private pairs, against a relay that keeps nothing and a chat of
 * Socket.IO and SQLite. Rounds take turns, so noise meets all three.
 */
export async function delivery(settings: Settings): Promise<Figure[]> {
  const { folder, rounds } = settings;
  const servers = [
    await start('servers/ws-relay.ts', []),
    await start('servers/socket-io-chat.ts', [join(folder, 'chat.sqlite')]),
    await start('servers/local-cloud.ts', [join(folder, 'delivery')]),
  ];
  const chats = await connectAll(servers);
  try {
    for (const chat of chats) await runRound(chat, load(200, 2));
    const figures: Figure[] = [];
    for (const rate of RATES) {
      figures.push(...(await atRate(chats, rate, rounds)));
    }
    return figures;
  } finally {
    for (const chat of chats) await chat.close();
    for (const server of servers) await server.stop();
  }
}

const load = (perSecond: number, seconds = SECONDS) => ({
  people: PEOPLE,
  perSecond,
  seconds,
});

async function connectAll([relay, chat, cloud]: Running[]): Promise<Chat[]> {
  return [
    await connectRelay(String(relay?.ready['url']), PEOPLE),
    await connectSocketIo(String(chat?.ready['url']), PEOPLE),
    await connectCloud(String(cloud?.ready['url']), PEOPLE),
  ];
}

async function atRate(
  chats: Chat[],
  rate: number,
  rounds: number
): Promise<Figure[]> {
  const seen = new Map<Chat, Round[]>(chats.map((chat) => [chat, []]));
  for (let round = 0; round < rounds; round += 1) {
    const order = chats.map((_, i) => chats[(i + round) % chats.length]);
    for (const chat of order) {
      if (chat) seen.get(chat)?.push(await runRound(chat, load(rate)));
    }
  }
  const [relay, socketIo, cloud] = chats.map((chat) => ({
    name: chat.name,
    rounds: seen.get(chat) ?? [],
  }));
  if (!relay || !socketIo || !cloud) return [];
  const figures: Figure[] = [];
  for (const share of SHARES) {
    const value = medianOf(cloud.rounds, share);
    const name = `delivery p${share * 100} at ${rate}/s`;
    for (const other of [socketIo, relay]) {
      const against = {
        name: other.name,
        value: medianOf(other.rounds, share),
      };
      figures.push(compare(name, value, 'ms', against));
    }
  }
  const lost = cloud.rounds.reduce((sum, round) => sum + round.lost, 0);
  figures.push({ name: `lost at ${rate}/s`, value: lost, unit: 'msgs' });
  return figures;
}

/** The median over rounds of one percentile within each. */
export function medianOf(rounds: Round[], share: number): number {
  return median(rounds.map(({ latencies }) => percentile(latencies, share)));
}

import { join } from 'node:path';
import { connectCloud, poster, type CloudChat } from './clients/local-cloud';
import { compare, percentile, type Figure } from './figures';
import { runRound, type Round } from './load';
import { start } from './processes';
import type { Settings } from './settings';

const LOAD = { people: 100, perSecond: 200, seconds: 8 };
const ROWS = 60_000;
/** Takes exponential time on the text that the attacker stores first. */
const PATTERN = '^(a+)+$';
const BAIT = `${'a'.repeat(40)}!`;
const CLIENT = { dataVersion: '2020-01-10', collectionName: 'messages' };

/**
 * Two hundred deliveries a second, and in the middle of them a client with a
 * murderous pattern and a server caller with an aggregation of seconds.
 */
export async function hostile({ folder }: Settings): Promise<Figure[]> {
  const server = await start('servers/local-cloud.ts', [
    join(folder, 'hostile'),
  ]);
  const url = String(server.ready['url']);
  const chat = await connectCloud(url, LOAD.people);
  try {
    await fillRows(url);
    await seedBait(chat);
    await runRound(chat, LOAD);
    const quiet = await runRound(chat, LOAD);
    const [loud, lasted] = await attacked(chat, url);
    return figuresOf(quiet, loud, lasted);
  } finally {
    await chat.close();
    await server.stop();
  }
}

async function attacked(
  chat: CloudChat,
  url: string
): Promise<[Round, { pattern: number; aggregation: number }]> {
  const load = runRound(chat, LOAD);
  const [pattern, aggregation] = await Promise.all([
    timed(() => attackByPattern(chat)),
    timed(() => aggregateForLong(url)),
  ]);
  return [await load, { pattern, aggregation }];
}

/** The pattern ten times at once; each is expected to be refused in time. */
async function attackByPattern({ people, post }: CloudChat): Promise<void> {
  const attacker = people[0];
  const query = JSON.stringify({
    from: attacker?.openid,
    text: { $regex: PATTERN },
  });
  const attempts = Array.from({ length: 10 }, () =>
    post('/web', {
      ...CLIENT,
      action: 'database.queryDocument',
      access_token: attacker?.token,
      query,
      queryType: 'WHERE',
    }).then(
      () => {
        throw new Error('the pattern was evaluated to its end');
      },
      () => undefined
    )
  );
  await Promise.all(attempts);
}

async function aggregateForLong(url: string): Promise<void> {
  const post = poster(url, { Authorization: 'Bearer local' });
  const squares = {
    $map: { input: { $range: [0, 40] }, as: 'x', in: { $pow: ['$$x', 2] } },
  };
  const stages = [
    ['$project', { group: { $mod: ['$n', 10] }, sum: { $sum: squares } }],
    ['$group', { _id: '$group', sum: { $sum: '$sum' } }],
  ];
  // More at once than this is refused for its memory.
  for (let time = 0; time < 2; time += 1) {
    await post('/admin', {
      action: 'database.aggregateDocuments',
      collectionName: 'rows',
      stages: stages.map(([stageKey, value]) => ({
        stageKey,
        stageValue: JSON.stringify(value),
      })),
    });
  }
}

async function fillRows(url: string): Promise<void> {
  const post = poster(url, { Authorization: 'Bearer local' });
  await post('/admin', {
    action: 'database.addCollection',
    collectionName: 'rows',
  });
  for (let from = 0; from < ROWS; from += 1_000) {
    await post('/admin', {
      action: 'database.insertDocument',
      collectionName: 'rows',
      data: Array.from({ length: 1_000 }, (_, i) =>
        JSON.stringify({ n: from + i })
      ),
    });
  }
}

async function seedBait({ people, post }: CloudChat): Promise<void> {
  const attacker = people[0];
  await post('/web', {
    ...CLIENT,
    action: 'database.addDocument',
    access_token: attacker?.token,
    data: { from: attacker?.openid, to: 'nobody', text: BAIT },
  });
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function figuresOf(
  quiet: Round,
  loud: Round,
  lasted: { pattern: number; aggregation: number }
): Figure[] {
  const share = (round: Round, of: number): number =>
    percentile(round.latencies, of);
  const against = (value: number) => ({ name: 'without it', value });
  return [
    {
      name: 'hostile pattern refused after',
      value: lasted.pattern,
      unit: 'ms',
    },
    { name: 'long aggregation lasted', value: lasted.aggregation, unit: 'ms' },
    ...[0.5, 0.95, 1].map((of) =>
      compare(
        `delivery p${of * 100} meanwhile`,
        share(loud, of),
        'ms',
        against(share(quiet, of))
      )
    ),
    compare(
      'longest silence meanwhile',
      loud.longestGapMs,
      'ms',
      against(quiet.longestGapMs)
    ),
    { name: 'lost meanwhile', value: loud.lost, unit: 'msgs' },
  ];
}

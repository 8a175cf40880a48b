import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Behaviour } from './behaviours';
import {
  openInChromium,
  startChromium,
  type Chromium,
} from './clients/in-chromium';
import { openInFunction } from './clients/in-function';
import { openInMiniProgram } from './clients/in-mini-program';
import { openServer, openWebInNode } from './clients/in-node';
import type { Opened } from './clients/opened';
import { CREDENTIALS } from './clients/server-client';
import { cloudOfProject, type CloudProcess } from './cloud-of-project';

let cloud: CloudProcess;
let chromium: Chromium;

beforeAll(async () => {
  // The SDKs tell every step on the console.
  for (const name of ['log', 'info', 'warn', 'error'] as const) {
    vi.spyOn(console, name).mockImplementation(() => undefined);
  }
  cloud = await cloudOfProject();
  chromium = await startChromium();
});
afterAll(async () => {
  await chromium?.close();
  await cloud?.stop();
});

/** Every SDK of the vendor, wherever it runs. */
const CLIENTS: Record<string, () => Promise<Opened>> = {
  'node-sdk 3 by signature': () =>
    openServer(cloud, 'by signature', CREDENTIALS.signature),
  'node-sdk 3 by API key': () =>
    openServer(cloud, 'by key', CREDENTIALS['API key']),
  'wx-server-sdk 4 in a function': () => openInFunction(cloud),
  'js-sdk 3 in Node, GATEWAY': () => openWebInNode(cloud, 'GATEWAY'),
  'js-sdk 3 in Node, CLOUD_API': () => openWebInNode(cloud, 'CLOUD_API'),
  'js-sdk 3 in a mini-program, GATEWAY': () =>
    openInMiniProgram(cloud, 'GATEWAY'),
  'js-sdk 3 in a mini-program, CLOUD_API': () =>
    openInMiniProgram(cloud, 'CLOUD_API'),
  'js-sdk 3 in Chromium, GATEWAY': () =>
    openInChromium(chromium, cloud, 'js-sdk-3', 'GATEWAY'),
  'js-sdk 3 in Chromium, CLOUD_API': () =>
    openInChromium(chromium, cloud, 'js-sdk-3', 'CLOUD_API'),
  'js-sdk 2 in Chromium, GATEWAY': () =>
    openInChromium(chromium, cloud, 'js-sdk-2', 'GATEWAY'),
  'js-sdk 2 in Chromium, CLOUD_API': () =>
    openInChromium(chromium, cloud, 'js-sdk-2', 'CLOUD_API'),
};

/** One list of behaviours for all of them, with what must come out. */
const BEHAVIOURS: [string, string, Behaviour, unknown][] = [
  [
    'SDK-20',
    'keeps values of every kind',
    'keepsValues',
    {
      text: '你好 😀',
      numbers: [0, -1.5, 2 ** 40],
      none: null,
      yes: true,
      mixed: [1, [2, [3]], { a: 'b' }],
      deep: { x: { y: { z: 1 } } },
      at: 1_700_000_000_123,
      aheadByAMinute: true,
    },
  ],
  [
    'SDK-21',
    'queries by commands, order, page and projection',
    'queries',
    {
      above: [3, 4],
      among: [1, 3],
      either: [0, 4],
      existing: [4],
      pattern: [1],
      page: [{ name: 'dee' }, { name: 'cid' }],
      total: 5,
    },
  ],
  [
    'SDK-22',
    'updates by commands and merges what is nested',
    'updates',
    {
      updated: 1,
      none: 0,
      doc: {
        n: 5,
        list: [1, 2, 3, 4],
        deep: { a: 1, b: 2, c: 3 },
        whole: { z: 1 },
      },
    },
  ],
  [
    'SDK-23',
    'sets whole documents and removes them',
    'setReplaces',
    { doc: { second: 2 }, removed: 1, after: null },
  ],
  [
    'SDK-24',
    'aggregates',
    'aggregates',
    [
      { _id: 'a', sum: 3, mean: 1.5 },
      { _id: 'b', sum: 5, mean: 5 },
    ],
  ],
  [
    'SDK-25',
    'commits and rolls back transactions',
    'commitsAndRollsBack',
    {
      inside: 11,
      afterRollback: 1,
      before: null,
      afterCommit: 11,
      added: true,
    },
  ],
  [
    'SDK-26',
    'runs a transaction again after a conflict',
    'retriesConflicts',
    { attempts: 2, outcome: 'silent', n: 11 },
  ],
  [
    'SDK-27',
    'calls functions and hears of their failure',
    'callsFunctions',
    {
      answer: { text: '你好', list: [1, { a: null }] },
      failure: 'FUNCTIONS_EXECUTE_FAIL',
    },
  ],
  [
    'SDK-28',
    'hears the code of a refusal',
    'refusesByCode',
    { read: 'DATABASE_COLLECTION_NOT_EXIST', call: 'FUNCTION_NOT_FOUND' },
  ],
  [
    'SDK-29',
    'puts files up, links and removes them',
    'filesUpAndDown',
    {
      named: true,
      text: '第一份',
      removed: 'SUCCESS',
      after: 'STORAGE_FILE_NONEXIST',
    },
  ],
  [
    'SDK-30',
    'watches what is added, changed and removed',
    'watchesWrites',
    { initial: [1], added: [1, 2], changed: [2, 3], removed: [2], errors: [] },
  ],
  [
    'SDK-31',
    'goes on watching after its socket was cut',
    'resumesWatch',
    { seen: [1, 2], errors: [] },
  ],
];

type Outcomes = Partial<Record<Behaviour, object>>;

/** What an SDK makes of the same answers in its own way. */
const DIFFERENCES: [RegExp, Outcomes][] = [
  [
    /wx-server-sdk/,
    {
      // Its errors lose the code by which it would know a conflict.
      retriesConflicts: { attempts: 1, outcome: '-501001', n: 1 },
      // It has numbers of its own, and none for a function that failed.
      callsFunctions: { failure: '-1' },
      refusesByCode: { read: '-502005', call: '-1' },
      filesUpAndDown: { removed: 'ok', after: 'storage file not exists' },
    },
  ],
  [
    /GATEWAY/,
    {
      callsFunctions: { failure: 'FUNCTION_INVOCATION_FAILED' },
      filesUpAndDown: { after: 'OBJECT_NOT_EXIST' },
    },
  ],
];

function expectedOf(client: string, name: Behaviour, common: unknown): unknown {
  const own = DIFFERENCES.filter(([clients]) => clients.test(client));
  const outcomes = own.map(([, outcome]) => outcome[name] ?? {});
  return Array.isArray(common)
    ? common
    : Object.assign({}, common, ...outcomes);
}

/** What an SDK cannot do there. */
const CANNOT: [RegExp, Behaviour[]][] = [
  [/^(node-sdk|wx-server-sdk)/, ['watchesWrites', 'resumesWatch']],
];

const can = (client: string, behaviour: Behaviour): boolean =>
  !CANNOT.some(([who, what]) => who.test(client) && what.includes(behaviour));

describe.each(Object.keys(CLIENTS))('%s', (name) => {
  let client: Opened;
  beforeAll(async () => {
    client = await CLIENTS[name]!();
  });
  afterAll(() => client?.close());

  const able = BEHAVIOURS.filter(([, , behaviour]) => can(name, behaviour));
  it.each(able)('[%s] %s', async (_number, _says, behaviour, common) => {
    const expected = expectedOf(name, behaviour, common);
    expect(await client.run(behaviour)).toEqual(expected);
  });
});

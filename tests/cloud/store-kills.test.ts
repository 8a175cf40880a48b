import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { indexEntries } from '../../local-cloud/src/store/index-entries';
import { fromText } from '../../local-cloud/src/store/document-text';
import { openDriver, type Driver } from '../../local-cloud/src/store/driver';
import { movableClock } from '../../local-cloud/src/kernel/clock';
import { openDatabase } from '../../local-cloud/src/store/open-database';
import { SqliteStore } from '../../local-cloud/src/store/sqlite-store';
import type { IndexSpec } from '../../local-cloud/src/kernel/store';
import { sized } from '../support/sized';
import { dataFolder } from './support/build-project';
import { spawnCloud, type CloudProcess } from './support/spawn-cloud';

const KILLS = sized(6, 20);
const WRITERS = 6;
/** Commits between the start of writing and a kill. */
const ACKNOWLEDGED = 40;

const folder = dataFolder();
let cloud: CloudProcess | undefined;
afterEach(async () => {
  await cloud?.stop();
  folder.remove();
});

/** What the server SDK sends to add one document. */
async function add(url: string, document: object): Promise<boolean> {
  try {
    const response = await fetch(`${url}/admin`, {
      method: 'POST',
      headers: { authorization: 'Bearer local' },
      body: JSON.stringify({
        action: 'database.insertDocument',
        collectionName: 'log',
        data: [JSON.stringify(document)],
      }),
    });
    const reply = (await response.json()) as { data?: unknown };
    return reply.data !== undefined;
  } catch {
    return false;
  }
}

async function writeUntilKilled(
  one: CloudProcess,
  round: number,
  acknowledged: Set<string>
): Promise<void> {
  let here = 0;
  const writers = Array.from({ length: WRITERS }, async (_w, writer) => {
    for (let n = 0; ; n += 1) {
      const _id = `${round}-${writer}-${n}`;
      const tags = [`t${n % 7}`, `w${writer}`];
      if (!(await add(one.url, { _id, n, tags }))) return;
      acknowledged.add(_id);
      here += 1;
      if (here === ACKNOWLEDGED + round) one.child.kill('SIGKILL');
    }
  });
  await Promise.all(writers);
}

/** What the file says after a kill, read without the cloud. */
function inspect(data: string): { ids: string[]; seq: number } {
  const driver = openDriver(join(data, 'cloud.sqlite'));
  try {
    expect(driver.prepare('PRAGMA integrity_check').get()).toEqual({
      integrity_check: 'ok',
    });
    const { n } = driver
      .prepare(`SELECT n FROM collections WHERE name = 'log'`)
      .get() as { n: number };
    const rows = driver.prepare(`SELECT rid, id, doc FROM docs_${n}`).all();
    expectIndexed(driver, n, rows as never);
    const seq = driver
      .prepare(`SELECT value FROM meta WHERE name = 'seq'`)
      .get();
    return {
      ids: rows.map(({ id }) => String(id)),
      seq: Number(seq?.value ?? 0),
    };
  } finally {
    driver.close();
  }
}

function expectIndexed(
  driver: Driver,
  collection: number,
  rows: { rid: number; doc: string }[]
): void {
  const indexes = driver
    .prepare('SELECT n, spec FROM indexes WHERE collection = ?')
    .all(collection);
  expect(indexes).toHaveLength(2);
  for (const { n, spec } of indexes) {
    const index = JSON.parse(String(spec)) as IndexSpec;
    const wanted = rows.flatMap(({ rid, doc }) =>
      indexEntries(fromText(doc), index).keys.map(
        (key) => `${key.toString('hex')}/${rid}`
      )
    );
    const kept = driver
      .prepare(`SELECT k, rid FROM ix_${String(n)}`)
      .all()
      .map(
        ({ k, rid }) =>
          `${Buffer.from(k as Uint8Array).toString('hex')}/${String(rid)}`
      );
    expect(kept.sort()).toEqual(wanted.sort());
  }
}

describe('twenty kills', () => {
  it('[DUR-3] lose nothing acknowledged, write nothing twice, harm no index', async () => {
    const acknowledged = new Set<string>();
    let lastSeq = 0;
    await prepare();
    for (let round = 0; round < KILLS; round += 1) {
      cloud = await spawnCloud({ data: folder.dir });
      await writeUntilKilled(cloud, round, acknowledged);
      const { ids, seq } = inspect(folder.dir);
      const kept = new Set(ids);
      expect(kept.size).toBe(ids.length);
      expect([...acknowledged].filter((id) => !kept.has(id))).toEqual([]);
      expect(seq).toBeGreaterThan(lastSeq);
      lastSeq = seq;
    }
    expect(acknowledged.size).toBeGreaterThanOrEqual(KILLS * ACKNOWLEDGED);
  }, 180_000);
});

/** The collection and its indexes, as a project would have them. */
async function prepare(): Promise<void> {
  const database = openDatabase(folder.dir);
  const store = new SqliteStore(database.driver, movableClock());
  await store.createCollection('log');
  await store.createIndex('log', { name: 'n', keys: [['n', -1]] });
  await store.createIndex('log', { name: 'tags', keys: [['tags', 1]] });
  await store.close();
  database.close();
}

import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newMessageId } from '../../domain/values/message-id';
import { killedAt } from '../support/killing';
import type { WebPerson } from '../support/person';
import { startWorld, type World } from '../support/world';

const TEXTS = ['一', '二', '三'];
/** More than a run of three files asks of the database. */
const MOST_STEPS = 60;

let world: World;
let admin: WebPerson;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  admin = await world.setUp();
  await world.hire('A1001', { capacity: 20 });
  for (const text of TEXTS) {
    await world.customerPhone().says(text);
    await world.door.advance(1_000);
  }
});
afterAll(() => world.stop());

async function begun(): Promise<string> {
  const downloadId = newMessageId(Date.now(), Math.random);
  const wish = { kind: 'records', format: 'xlsx', query: {} } as const;
  const purpose = '质检';
  const input = { downloadId, wish, purpose, partRows: 1 };
  await admin.ask('download.create', input);
  return downloadId;
}

/** The conversations in all of its files, in order. */
async function idsIn(downloadId: string): Promise<unknown[]> {
  const { files } = await admin.ask('download.links', { downloadId });
  return Promise.all(
    files.map(async ({ url }) => {
      const answer = await fetch(url);
      const bytes = Buffer.from(await answer.arrayBuffer());
      const [sheet] = await readXlsxFile(bytes);
      return sheet?.data[1]?.[0];
    })
  );
}

describe('[A-N13] files whose maker is killed', () => {
  it('are whole and made once, wherever that was', async () => {
    const { records } = await admin.ask('record.list', {});
    const all = records.map(({ conversationId }) => conversationId);
    expect(all).toHaveLength(TEXTS.length);
    let killed = true;
    let step = 2;
    for (; killed && step < MOST_STEPS; step += 3) {
      const downloadId = await begun();
      killed = await killedAt(world, step, () =>
        admin.call('download.run', { downloadId })
      );
      const { download } = await admin.ask('download.run', { downloadId });
      expect(download, `step ${step}`).toMatchObject({
        state: 'ready',
        files: TEXTS.length,
      });
      expect(await idsIn(downloadId), `step ${step}`).toEqual(all);
    }
    expect(step).toBeGreaterThan(12);
    expect(killed).toBe(false);
  }, 120_000);
});

import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputOf, OutputOf } from '../../domain/actions/index';
import type { AuditRow } from '../../domain/audit/schema';
import type { Download } from '../../domain/download/schema';
import { newMessageId } from '../../domain/values/message-id';
import { textOfPdf } from '../support/pdf-text';
import type { Person, WebPerson } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';

type Wish = InputOf<'download.create'>['wish'];
type View = OutputOf<'download.run'>['download'];

const HOUR = 60 * 60_000;
const HOURLY = { function: 'clock', trigger: 'hourly' };
const TEXTS = ['=1+1', '我的快递没有发货', '<b>您好</b>', '发票', '谢谢'];
const CALL = '请打 13812345678';
const LEFT = ['请打 138****5678', ...TEXTS];

let world: World;
let admin: WebPerson;
let agent: Hired;
let leader: Hired;
let stranger: Hired;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  admin = await world.setUp();
  const team = async (name: string) =>
    (await admin.ask('team.create', { name })).team.teamId;
  const teamId = await team('北区');
  agent = await world.hire('A1001', { teamId, capacity: 20 });
  for (const text of [CALL, ...TEXTS]) {
    await world.customerPhone().says(text);
    await world.door.advance(1_000);
  }
  const role = 'supervisor' as const;
  leader = await world.hire('S1001', { teamId, role });
  stranger = await world.hire('S1002', { teamId: await team('南区'), role });
});
afterAll(() => world.stop());

const newId = () => newMessageId(Date.now(), Math.random);
const BARE: Wish = { kind: 'records', format: 'xlsx', query: {} };
const RECORDS: Wish = { ...BARE, texts: true } as Wish;

async function begins(person: Person, wish: Wish, partRows = 2) {
  const downloadId = newId();
  const purpose = '月度质检';
  const input = { downloadId, wish, purpose, partRows };
  return (await person.ask('download.create', input)).download;
}

async function finishes(person: Person, { downloadId }: View): Promise<View> {
  for (;;) {
    const { download } = await person.ask('download.run', { downloadId });
    if (download.state !== 'working') return download;
  }
}

async function filesOf(person: Person, { downloadId }: View) {
  const { files } = await person.ask('download.links', { downloadId });
  return Promise.all(
    files.map(async (file) => {
      const answer = await fetch(file.url);
      expect(answer.status).toBe(200);
      return { ...file, bytes: Buffer.from(await answer.arrayBuffer()) };
    })
  );
}

const stored = async (downloadId: string) =>
  (await world.all<Download>('downloads', { _id: downloadId }))[0];

describe('[F012b] records as Excel', () => {
  it('are in all parts together the query row by row', async () => {
    const begun = await begins(admin, RECORDS);
    expect(begun).toMatchObject({ state: 'working', total: 6, rows: 0 });
    const made = await finishes(admin, begun);
    expect(made).toMatchObject({ state: 'ready', files: 3, rows: 6 });
    const files = await filesOf(admin, made);
    expect(files.map(({ rows }) => rows)).toEqual([2, 2, 2]);
    expect(files[0]?.name).toMatch(/^会话记录-\d{8}-1\.xlsx$/);
    const sheets = await Promise.all(
      files.map(({ bytes }) => readXlsxFile(bytes))
    );
    const listed = await admin.ask('record.list', {});
    const rows = sheets.flatMap(([first]) => first?.data.slice(1) ?? []);
    expect(rows.map(([id, nick]) => [id, nick])).toEqual(
      listed.records.map(({ conversationId, nick }) => [conversationId, nick])
    );
    const said = sheets.flatMap(([, second]) => second?.data.slice(1) ?? []);
    const texts = said.filter((row) => row[3] === '客户').map((row) => row[6]);
    expect(texts.sort()).toEqual([...LEFT].sort());
  });

  it('[B-97] hold only what the query means', async () => {
    const wish: Wish = { ...RECORDS, query: { text: '快递' } } as Wish;
    const made = await finishes(admin, await begins(admin, wish));
    expect(made).toMatchObject({ files: 1, rows: 1, total: null });
    const none = { ...RECORDS, query: { text: '没有人说过' } } as Wish;
    const empty = await finishes(admin, await begins(admin, none));
    expect(empty).toMatchObject({ state: 'ready', files: 1, rows: 0 });
  });
});

describe('[F012c] records as PDF', () => {
  it('have every word that was said as text', async () => {
    const wish = { ...RECORDS, format: 'pdf' } as Wish;
    const made = await finishes(admin, await begins(admin, wish, 50));
    const [file] = await filesOf(admin, made);
    const text = await textOfPdf(file?.bytes ?? Buffer.alloc(0));
    for (const words of [...LEFT, '月度质检']) expect(text).toContain(words);
  });
});

describe('[F012b] [F012a] what a file was asked for', () => {
  it('stands in the audit and on the PDF, but not the text searched for', async () => {
    const { teams } = await admin.ask('team.list', {});
    const teamId = teams.find(({ name }) => name === '北区')?.teamId;
    const query = { teamId, firstDay: '2026-01-02', text: '快递' };
    const wish = { kind: 'records', format: 'pdf', query } as Wish;
    const made = await finishes(admin, await begins(admin, wish));
    expect(made.rows).toBe(1);
    const said = '最后消息 2026-01-02 00:00:00 起，小组 北区，含指定的字';
    const [row] = await world.all<AuditRow>('audit', {
      action: 'download.create',
      object: made.downloadId,
    });
    expect(row?.detail).toBe(`会话记录 pdf，${said}：月度质检`);
    const [file] = await filesOf(admin, made);
    const text = await textOfPdf(file?.bytes ?? Buffer.alloc(0));
    expect(text).toContain('小组 北区');
    const wrong = { ...wish, query: { teamId } } as Wish;
    const input = { downloadId: newId(), wish: wrong, purpose: '质检' };
    expect(await stranger.phone.refusal('download.create', input)).toBe(
      'FORBIDDEN'
    );
  });
});

describe('[A-N07] who takes records away', () => {
  it('[A-BR14] a supervisor those of his team, and nobody that of others', async () => {
    const his = await finishes(leader.phone, await begins(leader.phone, BARE));
    expect(his.rows).toBe(6);
    const [file] = await filesOf(leader.phone, his);
    const sheets = await readXlsxFile(file?.bytes ?? Buffer.alloc(0));
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['会话记录']);
    const other = await begins(stranger.phone, BARE);
    expect((await finishes(stranger.phone, other)).rows).toBe(0);
    const one = { downloadId: his.downloadId };
    for (const name of ['run', 'links', 'cancel'] as const) {
      expect(await admin.refusal(`download.${name}`, one)).toBe('NOT_FOUND');
    }
    const { downloads } = await stranger.phone.ask('download.list', {});
    expect(downloads.map(({ downloadId }) => downloadId)).toEqual([
      other.downloadId,
    ]);
    const wish = { ...BARE, query: { staffId: agent.staffId } } as Wish;
    const input = { downloadId: newId(), wish, purpose: '质检' };
    expect(await stranger.phone.refusal('download.create', input)).toBe(
      'FORBIDDEN'
    );
    const said = { downloadId: newId(), wish: RECORDS, purpose: '质检' };
    expect(await leader.phone.refusal('download.create', said)).toBe(
      'FORBIDDEN'
    );
    expect(await agent.phone.refusal('download.list', {})).toBe('FORBIDDEN');
  });

  it('[B-113] is on record with what for, and each time they are fetched', async () => {
    const made = await finishes(admin, await begins(admin, RECORDS));
    const { downloadId: object } = made;
    await filesOf(admin, made);
    await filesOf(admin, made);
    const rows = await world.all<AuditRow>('audit', { object });
    rows.sort((a, b) => a.at - b.at);
    expect(rows).toMatchObject([
      {
        action: 'download.create',
        detail: '会话记录 xlsx，含聊天正文：月度质检',
      },
      { action: 'download.links', detail: '月度质检' },
      { action: 'download.links', detail: '月度质检' },
    ]);
  });

  it('[B-114] the audit itself is an administrator’s', async () => {
    const wish: Wish = { kind: 'audit', format: 'xlsx', query: {} };
    const input = { downloadId: newId(), wish, purpose: '检查' };
    expect(await leader.phone.refusal('download.create', input)).toBe(
      'FORBIDDEN'
    );
    const query = { action: 'download.create' };
    const begun = await begins(admin, { ...wish, query } as Wish, 3);
    const made = await finishes(admin, begun);
    expect(made.rows).toBe(
      (await world.all('audit', { ...query, at: { $lte: begun.createdAt } }))
        .length
    );
    expect(made.files).toBeGreaterThan(1);
  });
});

describe('[A-N14] files that are made in steps', () => {
  it('are made once, whoever runs at the same time', async () => {
    const begun = await begins(admin, RECORDS, 1);
    const { downloadId } = begun;
    await Promise.all(
      [1, 2, 3].map(() => admin.call('download.run', { downloadId }))
    );
    const made = await finishes(admin, begun);
    expect(made).toMatchObject({ state: 'ready', files: 6, rows: 6 });
    const files = await filesOf(admin, made);
    const ids = await Promise.all(
      files.map(async ({ bytes }) => {
        const [sheet] = await readXlsxFile(bytes);
        return sheet?.data[1]?.[0];
      })
    );
    expect(new Set(ids).size).toBe(6);
  });

  it('begun again with the same id are the same', async () => {
    const begun = await begins(admin, RECORDS);
    const { downloadId, purpose, wish } = begun;
    const again = { downloadId, purpose, wish: RECORDS };
    const { download } = await admin.ask('download.create', again);
    expect({ ...download, wish }).toEqual(begun);
  });

  it('that are cancelled stay so, and leave no file', async () => {
    const begun = await begins(admin, RECORDS, 1);
    const { downloadId } = begun;
    const run = admin.call('download.run', { downloadId });
    const { download } = await admin.ask('download.cancel', { downloadId });
    expect(download.state).toBe('cancelled');
    await run;
    const after = await admin.ask('download.run', { downloadId });
    expect(after.download.state).toBe('cancelled');
    expect(await admin.refusal('download.links', { downloadId })).toBe(
      'NOT_FOUND'
    );
  });

  it('are gone after a day, the files too', async () => {
    const made = await finishes(admin, await begins(admin, RECORDS));
    const { downloadId } = made;
    const [file] = await filesOf(admin, made);
    await world.door.advance(24 * HOUR);
    expect(await admin.refusal('download.run', { downloadId })).toBe(
      'NOT_FOUND'
    );
    await expect
      .poll(
        async () => {
          await world.door.post('triggers/fire', HOURLY);
          return stored(downloadId);
        },
        { timeout: 20_000 }
      )
      .toBeUndefined();
    expect((await fetch(file?.url ?? '')).status).not.toBe(200);
  });
});

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { StoredFile } from '../../domain/file/schema';
import type { Message } from '../../domain/message/schema';
import {
  BYTES,
  pictureOf,
  saying,
  stored,
  uploaded,
  uploads,
  writes,
} from '../support/files';
import type { Person } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';

const MEGABYTE = 1024 * 1024;
const DAY = 24 * 60 * 60_000;

let world: World;
let agent: Hired;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  agent = await world.hire('A1001', { capacity: 200 });
});
afterAll(() => world.stop());

async function talk() {
  const customer = world.customerPhone();
  const { conversation } = await customer.says('你好');
  return { customer, conversation, conversationId: conversation._id };
}
const messageOf = async (_id: string) =>
  (await world.all<Message>('messages', { _id }))[0];
const fileOf = async (cloudPath: string) => {
  const _id = /\/(\w+)\./.exec(cloudPath)?.[1];
  return (await world.all<StoredFile>('files', { _id }))[0];
};
type Talk = Awaited<ReturnType<typeof talk>>;
/** Written directly and reported. @returns what stands there then */
async function says(
  { customer, conversation }: Talk,
  message: ReturnType<typeof saying.image>
) {
  const { refused } = await writes(customer, conversation, message);
  expect(refused).toBeNull();
  const { _id: conversationId } = conversation;
  await customer.ask('conversation.afterSend', { conversationId });
  return messageOf(message._id);
}

describe('[A-N04] [F014c] the largest upload', () => {
  it('of 10 MB is kept', async () => {
    const its = await talk();
    const bytes = pictureOf(10 * MEGABYTE);
    const place = await uploaded(world, its.customer, 'image', 'jpg', bytes);
    expect(place.mostBytes).toBe(10 * MEGABYTE);
    const said = await says(its, saying.image(place.fileId));
    expect(said).toMatchObject({ kind: 'image', seq: 2 });
    expect(said?.body.size).toBe(10 * MEGABYTE);
  });

  it('of one byte more is deleted, and its sender is told', async () => {
    const its = await talk();
    const bytes = pictureOf(10 * MEGABYTE + 1);
    const place = await uploaded(world, its.customer, 'image', 'jpg', bytes);
    const said = await says(its, saying.image(place.fileId));
    expect(said).toMatchObject({
      kind: 'tombstone',
      reason: 'file-too-large',
      body: { text: '' },
      seq: 2,
    });
    const name = place.cloudPath.slice('up/'.length);
    expect(await stored(world, `up/${name}`)).toEqual([]);
    expect(await stored(world, `kept/${name}`)).toEqual([]);
  });

  it('is refused before it begins, where a function is asked', async () => {
    const { customer } = await talk();
    const wish = { kind: 'image' as const, extension: 'jpg' };
    const asked = (size: number) =>
      customer.refusal('file.reserve', { ...wish, size });
    expect(await asked(10 * MEGABYTE)).toBe('OK');
    expect(await asked(10 * MEGABYTE + 1)).toBe('FILE_TOO_LARGE');
    await world.settings('limits', { uploadMegabytes: 1 });
    expect(await asked(MEGABYTE + 1)).toBe('FILE_TOO_LARGE');
    await world.settings('limits', { uploadMegabytes: 10 });
  });
});

describe('[F003b] what is inside a file', () => {
  const wrong: [string, 'jpg' | 'txt', keyof typeof BYTES][] = [
    ['a program called a picture', 'jpg', 'exe'],
    ['a page called a picture', 'jpg', 'html'],
    ['a drawing with script', 'jpg', 'svg'],
    ['another kind of picture', 'jpg', 'png'],
    ['a page called a text', 'txt', 'html'],
  ];
  it.each(wrong)('is refused: %s', async (_what, extension, inside) => {
    const its = await talk();
    const kind = extension === 'txt' ? 'file' : 'image';
    const bytes = BYTES[inside];
    const place = await uploaded(world, its.customer, kind, extension, bytes);
    const message =
      kind === 'file'
        ? saying.file(place.fileId, `a.${extension}`)
        : saying.image(place.fileId);
    const said = await says(its, message);
    expect(said).toMatchObject({ kind: 'tombstone', reason: 'file-type' });
    const name = place.cloudPath.slice('up/'.length);
    expect(await stored(world, `kept/${name}`)).toEqual([]);
  });

  it.each(['exe', 'html', 'svg', 'js', 'apk', 'zip'])(
    'a place for .%s is not even given',
    async (extension) => {
      const wish = { kind: 'file' as const, extension, size: 10 };
      const code = await world.customerPhone().refusal('file.reserve', wish);
      expect(code).toBe('FILE_TYPE_REFUSED');
    }
  );

  it('a name that says something else is refused', async () => {
    const its = await talk();
    const { fileId } = await uploaded(
      world,
      its.customer,
      'file',
      'pdf',
      BYTES.pdf
    );
    const said = await says(its, saying.file(fileId, '账单.pdf.exe'));
    expect(said).toMatchObject({ kind: 'tombstone', reason: 'file-type' });
  });

  it('through a function it is a typed refusal, and nothing is written', async () => {
    const { customer, conversationId } = await talk();
    const bytes = BYTES.html;
    const bad = await uploaded(world, customer, 'image', 'jpg', bytes);
    const gone = await customer.ask('file.reserve', {
      kind: 'image',
      extension: 'jpg',
      size: 5,
    });
    const before = await world.all('messages');
    const send = (fileId: string) =>
      customer.refusal('conversation.send', {
        conversationId,
        message: saying.image(fileId),
      });
    expect(await send(bad.fileId)).toBe('FILE_TYPE_REFUSED');
    expect(await send(gone.fileId)).toBe('FILE_NOT_FOUND');
    const stranger = world.customerPhone();
    const code = await stranger.refusal('conversation.start', {
      message: saying.image(bad.fileId),
    });
    expect(code).toBe('FILE_NOT_FOUND');
    expect(await world.all('messages')).toEqual(before);
  });
});

describe('[F003c] whose file it is', () => {
  it('another’s cannot be sent, nor one’s own from another conversation', async () => {
    const mine = await talk();
    const his = await talk();
    const { fileId } = await uploaded(
      world,
      his.customer,
      'image',
      'jpg',
      BYTES.jpg
    );
    const stolen = await says(mine, saying.image(fileId));
    expect(stolen).toMatchObject({ kind: 'tombstone', reason: 'file-missing' });
    const own = await says(his, saying.image(fileId));
    expect(own).toMatchObject({ kind: 'image' });
    const kept = own?.body.fileId ?? '';
    const guessed = await says(mine, saying.image(kept));
    expect(guessed).toMatchObject({ kind: 'tombstone' });
    const twice = await says(his, saying.image(kept));
    expect(twice).toMatchObject({ kind: 'image', body: { fileId: kept } });
  });

  it('what was checked cannot be changed afterwards', async () => {
    const its = await talk();
    const me = { openid: its.customer.me };
    const bytes = BYTES.jpg;
    const place = await uploaded(world, its.customer, 'image', 'jpg', bytes);
    const said = await says(its, saying.image(place.fileId));
    expect(await uploads(world, me, place.cloudPath, BYTES.exe)).toBeNull();
    const kept = place.cloudPath.replace('up/', 'kept/');
    const refused = await uploads(world, me, kept, BYTES.exe);
    expect(refused).toBe('STORAGE_EXCEED_AUTHORITY');
    const links = await linksFor(its.customer, its.conversationId, [
      said?.body.fileId ?? '',
    ]);
    expect(Buffer.from(await read(links[0]?.url ?? ''))).toEqual(BYTES.jpg);
  });

  it('uploads are limited by the hour, exactly', async () => {
    await world.settings('limits', { uploadsPerHour: 2 });
    const { customer } = await talk();
    const wish = { kind: 'image' as const, extension: 'png', size: 9 };
    const asked = await Promise.all(
      Array.from({ length: 5 }, () => customer.refusal('file.reserve', wish))
    );
    expect(asked.filter((code) => code === 'OK')).toHaveLength(2);
    expect(asked.filter((code) => code === 'RATE_LIMITED')).toHaveLength(3);
    await world.settings('limits', { uploadsPerHour: 60 });
  });
});

const read = async (url: string) => (await fetch(url)).arrayBuffer();
const linksFor = async (
  person: Person,
  conversationId: string,
  fileIds: string[]
) => {
  const input = { conversationId, fileIds };
  return (await person.ask('file.links', input)).links;
};

describe('what storage or a kill leaves behind', () => {
  it('a picture waits while storage does not answer; texts do not', async () => {
    const { customer, conversation, conversationId } = await talk();
    const bytes = BYTES.jpg;
    const { fileId } = await uploaded(world, customer, 'image', 'jpg', bytes);
    const picture = saying.image(fileId);
    await writes(customer, conversation, picture);
    const { id: text } = await customer.writes(conversation, '看这张图');
    const fail = { code: 'SYS_ERR', match: 'storage.', times: 100 };
    await world.door.post('faults', { fail });
    const report = () =>
      customer.ask('conversation.afterSend', { conversationId });
    expect((await report()).numbered.map(({ _id }) => _id)).toEqual([text]);
    expect(await messageOf(picture._id)).toMatchObject({ seq: 0 });
    await world.door.post('faults', { clear: true });
    expect((await report()).numbered).toMatchObject([
      { _id: picture._id, seq: 3 },
    ]);
  });

  it('an upload that was never sent is deleted after a day', async () => {
    const { customer } = await talk();
    const bytes = BYTES.jpg;
    const place = await uploaded(world, customer, 'image', 'jpg', bytes);
    const timer = { function: 'clock', trigger: 'hourly' };
    await world.door.post('triggers/fire', timer);
    expect(await fileOf(place.cloudPath)).toBeDefined();
    await world.door.advance(DAY + 60 * 60_000);
    await world.door.post('triggers/fire', timer);
    // The clock that was moved may have fired it before, and be at it still.
    await vi.waitFor(async () =>
      expect(await fileOf(place.cloudPath)).toBeUndefined()
    );
    expect(await stored(world, place.cloudPath)).toEqual([]);
  });
});

describe('[F003c] addresses of files', () => {
  it('are given to both sides, for a while', async () => {
    await agent.phone.ask('account.presence', { state: 'online' });
    const its = await talk();
    const bytes = BYTES.jpg;
    const { fileId } = await uploaded(
      world,
      its.customer,
      'image',
      'jpg',
      bytes
    );
    const said = await says(its, saying.image(fileId));
    const kept = said?.body.fileId ?? '';
    for (const person of [its.customer, agent.phone]) {
      const [link] = await linksFor(person, its.conversationId, [kept, kept]);
      expect(link?.fileId).toBe(kept);
      expect(Buffer.from(await read(link?.url ?? ''))).toEqual(BYTES.jpg);
      expect(link?.smallUrl).toContain('imageMogr2/thumbnail');
    }
    const [link] = await linksFor(agent.phone, its.conversationId, [kept]);
    await world.door.advance(11 * 60_000);
    expect((await fetch(link?.url ?? '')).ok).toBe(false);
  });
});

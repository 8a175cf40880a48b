import tcb from '@cloudbase/node-sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../domain/conversation/schema';
import { unpacked } from '../../domain/rollup/packed';
import type { Rollup } from '../../domain/rollup/schema';
import { newMessageId } from '../../domain/values/message-id';
import type { Person } from '../support/person';
import { startWorld, type World } from '../support/world';

const DAY = 24 * 60 * 60_000;
const HOURLY = { function: 'clock', trigger: 'hourly' };

let world: World;
let ended: { customer: Person; conversation: Conversation };
let held: { customer: Person; conversation: Conversation };
let fileId: string;
let endedOn: number;

function server() {
  const { url, env } = world;
  const key = { secretId: 'local', secretKey: 'local' };
  return tcb.init({ env, ...key, serviceUrl: `${url}/admin` });
}

async function endedConversation() {
  const customer = world.customerPhone();
  const { conversation } = await customer.says('你好');
  const conversationId = conversation._id;
  const reason = 'customer';
  await customer.ask('conversation.close', { conversationId, reason });
  return { customer, conversation };
}

/** A picture as the media engineer's functions leave it, checked. */
async function addPicture({ _id, customer }: Conversation): Promise<string> {
  const app = server();
  const fileContent = Buffer.from('picture');
  const cloudPath = `chat/${_id}/picture.png`;
  const { fileID } = await app.uploadFile({ cloudPath, fileContent });
  await app
    .database()
    .collection('messages')
    .add({
      _id: newMessageId(Date.now(), Math.random),
      conversationId: _id,
      customer,
      from: customer,
      kind: 'image',
      body: { fileId: fileID },
      seq: 9,
      at: 1,
      sentAt: 1,
      safety: 'pass',
    });
  return fileID;
}

async function isStored(): Promise<boolean> {
  const { fileList } = await server().getTempFileURL({ fileList: [fileId] });
  return fileList[0]?.code === 'SUCCESS';
}

/** To a moment of the calendar there, and the clock's timer. */
async function nightAt(moment: number): Promise<void> {
  await world.door.advance(moment - (await world.door.now()));
  await world.door.post('triggers/fire', HOURLY);
}

const rowsOf = async ({ _id }: Conversation) => {
  const whose = { conversationId: _id };
  return {
    conversations: (await world.all('conversations', { _id })).length,
    cases: (await world.all('cases', { _id })).length,
    messages: (await world.all('messages', whose)).length > 0,
    cursors: (await world.all('cursors', whose)).length,
  };
};

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  const admin = await world.setUp();
  ended = await endedConversation();
  held = await endedConversation();
  fileId = await addPicture(ended.conversation);
  const [his] = await world.all<{ customerId: string }>('customers', {
    _id: held.customer.me,
  });
  const customerId = his?.customerId ?? '';
  await admin.ask('customer.hold', { customerId, on: true });
  const [row] = await world.all<Conversation>('conversations');
  const shanghai = 8 * 60 * 60_000;
  const date = Math.floor(((row?.closedAt ?? 0) + shanghai) / DAY);
  endedOn = date * DAY - shanghai;
  await nightAt(endedOn + DAY + 10 * 60_000);
});
afterAll(() => world.stop());

describe('[A-BR12] a conversation that ended', () => {
  it('is there with its media to the end of day 182', async () => {
    await nightAt(endedOn + 183 * DAY - 60_000);
    expect(await rowsOf(ended.conversation)).toEqual({
      conversations: 1,
      cases: 1,
      messages: true,
      cursors: 2,
    });
    expect(await isStored()).toBe(true);
  });

  it('[B-115] is gone with its media on day 183', async () => {
    await nightAt(endedOn + 183 * DAY + 60_000);
    expect(await rowsOf(ended.conversation)).toEqual({
      conversations: 0,
      cases: 0,
      messages: false,
      cursors: 0,
    });
    expect(await isStored()).toBe(false);
  });

  it('stays while the law asks for it', async () => {
    expect(await rowsOf(held.conversation)).toMatchObject({
      conversations: 1,
      cases: 1,
      messages: true,
    });
  });

  it('leaves the numbers of its day', async () => {
    const rows = await world.all<Rollup>('rollups');
    const numbers = rows.map(({ staff }) => unpacked(staff['all']));
    expect(numbers).toContainEqual(
      expect.objectContaining({ customers: 2, closed: 2 })
    );
  });
});

describe('[B-113] [B-114] the audit', () => {
  it('is there on day 184 and gone on day 185', async () => {
    const holds = () => world.all('audit', { action: 'customer.hold' });
    await nightAt(endedOn + 185 * DAY - 60_000);
    expect(await holds()).toHaveLength(1);
    await nightAt(endedOn + 185 * DAY + 60_000);
    expect(await holds()).toHaveLength(0);
  });
});

import {
  afterAll,
  afterEach,
  beforeAll,
  describe,
  expect,
  it,
  vi,
} from 'vitest';
import type { Conversation } from '../../domain/conversation/schema';
import type { StoredFile } from '../../domain/file/schema';
import type { Message } from '../../domain/message/schema';
import { BYTES, saying, stored, uploaded, writes } from '../support/files';
import { killedAt } from '../support/killing';
import { sized } from '../support/sized';
import { startWorld, type World } from '../support/world';

/** More operations than any of these calls has. */
const MOST = 60;
/** Every step dies before a release, every sixth each time. */
const STEP = sized(6, 1);
/** Longer than a transaction, or a claim, outlives who made it. */
const AFTER_DEATH_MS = 61_000;
const HOURLY = { function: 'clock', trigger: 'hourly' };

let world: World;

beforeAll(async () => {
  world = await startWorld({ dataDir: ':memory:' });
  await world.hire('A1001', { capacity: 200 });
});
afterEach(() => world.door.post('faults', { clear: true }));
afterAll(() => world.stop());

/** A conversation in which a picture was written and not reported yet. */
async function pictured(bytes: Buffer) {
  const customer = world.customerPhone();
  const { conversation } = await customer.says('你好');
  await customer.ask('work.run', {});
  const { _id: conversationId } = conversation;
  const place = await uploaded(world, customer, 'image', 'jpg', bytes);
  const message = saying.image(place.fileId);
  await writes(customer, conversation, message);
  const report = () =>
    customer.refusal('conversation.afterSend', { conversationId });
  const said = async () =>
    (await world.all<Message>('messages', { _id: message._id }))[0];
  const file = async () =>
    (await world.all<StoredFile>('files', { owner: customer.me }))[0];
  return { customer, conversationId, place, report, said, file };
}

/** Kills it before each of its operations in turn, and lets it go on. */
async function everyDeath(
  prepare: () => Promise<{ act(): Promise<unknown>; check(): Promise<void> }>
) {
  for (let at = 0; at < MOST; at += STEP) {
    const { act, check } = await prepare();
    const died = await killedAt(world, at, act);
    // What died in a transaction holds its documents for a while.
    if (died) await world.door.advance(AFTER_DEATH_MS);
    await act();
    await check();
    if (!died) return at;
  }
  throw new Error('it never came to its end');
}

describe('[A-N14] a look into a file that dies and is taken again', () => {
  it('keeps a picture once, with one place and one copy', async () => {
    const steps = await everyDeath(async () => {
      const its = await pictured(BYTES.jpg);
      return {
        act: its.report,
        async check() {
          const said = await its.said();
          expect(said).toMatchObject({ kind: 'image', seq: 2 });
          const { fileId, conversationId } = (await its.file()) ?? {};
          expect(said?.body.fileId).toBe(fileId);
          expect(conversationId).toBe(its.conversationId);
        },
      };
    });
    expect(steps).toBeGreaterThan(5);
    await world.door.advance(2 * 60 * 60_000);
    await world.door.post('triggers/fire', HOURLY);
    await vi.waitFor(async () =>
      expect(await world.all('files', { leftover: true })).toEqual([])
    );
    expect(await stored(world, 'up/')).toEqual([]);
    const pictures = await world.all('messages', { kind: 'image' });
    expect(await stored(world, 'kept/')).toHaveLength(pictures.length);
  }, 120_000);

  it('refuses a page called a picture once, and keeps nothing', async () => {
    await everyDeath(async () => {
      const its = await pictured(BYTES.html);
      return {
        act: its.report,
        async check() {
          const said = await its.said();
          expect(said).toMatchObject({ reason: 'file-type', seq: 2 });
        },
      };
    });
    await world.door.advance(2 * 60 * 60_000);
    await world.door.post('triggers/fire', HOURLY);
    await vi.waitFor(async () =>
      expect(await stored(world, 'up/')).toEqual([])
    );
    const pictures = await world.all('messages', { kind: 'image' });
    expect(await stored(world, 'kept/')).toHaveLength(pictures.length);
  }, 120_000);
});

describe('[A-N14] a check that dies and is made again', () => {
  it.each([
    ['hold', '好的', { kind: 'text', safety: 'pass' }],
    ['hold', '违规测试', { kind: 'tombstone', reason: 'risky' }],
    ['show-first', '违规测试', { kind: 'tombstone', reason: 'risky' }],
  ] as const)(
    '%s: %s ends once',
    async (mode, text, end) => {
      const more = { askWechat: true, onFailure: 'closed' as const };
      await world.settings('safety', { ...more, mode });
      await everyDeath(async () => {
        const customer = world.customerPhone();
        const { conversation } = await customer.says('你好');
        await customer.ask('work.run', {});
        const { _id: conversationId } = conversation;
        const { id } = await customer.writes(conversation, text);
        await customer.ask('conversation.afterSend', { conversationId });
        return {
          async act() {
            await customer.call('work.run', {});
            // Whoever died in it has it for a minute.
            await world.door.advance(61_000);
            await customer.call('work.run', {});
          },
          async check() {
            const [said] = await world.all<Message>('messages', { _id: id });
            expect(said).toMatchObject({ seq: 2, ...end });
            const [now] = await world.all<
              Conversation & { checksWaiting: number }
            >('conversations', { _id: conversationId });
            expect(now).toMatchObject({ seq: 2, checksWaiting: 0 });
            const left = { conversationId, status: { $ne: 'done' } };
            expect(await world.all('checks', left)).toEqual([]);
          },
        };
      });
    },
    180_000
  );
});

import { beforeEach, describe, expect, it } from 'vitest';
import { isTaken } from '../../domain/file/verdict';
import { isOneEmoji } from '../../domain/message/emoji';
import { OutgoingMessage } from '../../domain/message/schema';
import { FILE_EXTENSIONS } from '../../domain/values/file-extensions';
import { loudness } from '../../miniprogram/platform/loudness';
import {
  createCustomerChat,
  type CustomerChat,
} from '../../miniprogram/services/customer-chat';
import { EMOJI, withoutLast } from '../../miniprogram/services/emoji';
import { refusalOf, type Media } from '../../miniprogram/services/media';
import { createFakeFiles, type FakeFiles } from './support/fake-files';
import { Refusal } from './support/fake-cloud';
import { CONVERSATION } from './support/fake-service';
import { createFakeWorld, type FakeWorld } from './support/fake-world';

const MEGABYTES = 1024 * 1024;
const picture = (path: string, patch: Partial<Media> = {}): Media =>
  ({
    kind: 'image',
    path,
    size: 2_000,
    extension: 'jpg',
    width: 800,
    height: 600,
    ...patch,
  }) as Media;

let world: FakeWorld;
let files: FakeFiles;
let chat: CustomerChat;
let reserved: number;

beforeEach(async () => {
  world = createFakeWorld();
  files = createFakeFiles();
  reserved = 0;
  world.cloud.on('file.reserve', () => {
    const cloudPath = `up/${++reserved}.jpg`;
    const fileId = `cloud://e.b/${cloudPath}`;
    return { cloudPath, fileId, mostBytes: 10 * MEGABYTES };
  });
  await begin();
  chat.send('在吗');
  await settle();
});

async function begin(): Promise<void> {
  chat = createCustomerChat({ ...world.ports(), files: files.port });
  void chat.open();
  chat.show();
  await settle();
}

const settle = (ms = 2_000) => world.clock.advance(ms);
const give = (...media: Media[]) => {
  media.forEach(({ path }) => files.there.add(path));
  return chat.sendMedia(media);
};
const said = () =>
  (chat.store.get().threads[CONVERSATION]?.messages ?? []).map(
    ({ kind, body }) => body.fileId ?? `${kind}:${body.text}`
  );
const pending = () => chat.store.get().pending;

describe('[F003c] a picture on its way', () => {
  it('is uploaded to the reserved place and said by its file id alone', async () => {
    expect(give(picture('tmp/a'))).toEqual([]);
    await settle();
    files.progress(0.4);
    const [entry] = pending();
    expect(chat.store.get().progress[entry?.id ?? '']).toBe(0.4);
    files.finish();
    await settle();
    expect(said()).toEqual(['text:在吗', 'cloud://e.b/up/1.jpg']);
    const [doc] = world.cloud.db
      .all('messages')
      .filter(({ kind }) => kind === 'image');
    expect(JSON.stringify(doc)).not.toContain('tmp/a');
    expect(chat.store.get().progress).toEqual({});
    // The copy that outlived the app is not needed any more.
    expect([...files.there]).toEqual(['tmp/a']);
  });

  it('lets a text go first and keeps its own order', async () => {
    give(picture('tmp/a'), picture('tmp/b'));
    chat.send('看图');
    await settle();
    expect(said()).toEqual(['text:在吗', 'text:看图']);
    files.finish();
    files.finish();
    await settle();
    expect(said().slice(2)).toEqual([
      'cloud://e.b/up/1.jpg',
      'cloud://e.b/up/2.jpg',
    ]);
  });

  it('is cut in the middle: tried again at the same place, there once', async () => {
    give(picture('tmp/a'));
    await settle();
    files.progress(0.6);
    files.finish(new Error('network'));
    await settle(5_000);
    files.finish();
    await settle();
    expect(files.begun).toEqual(['up/1.jpg', 'up/1.jpg']);
    expect(said()).toEqual(['text:在吗', 'cloud://e.b/up/1.jpg']);
  });

  it('that stands still is given up and begun anew', async () => {
    give(picture('tmp/a'));
    await settle();
    await settle(60_000);
    expect(files.begun.length).toBeGreaterThan(1);
  });

  it('can be cancelled: nothing is said and nothing stays', async () => {
    give(picture('tmp/a'));
    await settle();
    chat.discard(pending()[0]?.id ?? '');
    await settle(60_000);
    expect(pending()).toEqual([]);
    expect(said()).toEqual(['text:在吗']);
    expect(files.begun).toEqual(['up/1.jpg']);
  });
});

describe('[F003c] the app is killed during an upload', () => {
  async function kill(): Promise<void> {
    give(picture('tmp/a'));
    await settle();
    chat.stop();
    files.there.delete('tmp/a');
  }

  it('goes on from the copy, at the place that it had', async () => {
    await kill();
    await begin();
    files.finish();
    await settle();
    expect(reserved).toBe(1);
    expect(said()).toEqual(['text:在吗', 'cloud://e.b/up/1.jpg']);
  });

  it('says so when the file is gone, and another try is not offered', async () => {
    await kill();
    files.there.clear();
    await begin();
    expect(pending()[0]).toMatchObject({
      state: 'failed',
      reason: { message: '手机里的这个文件已经不在了，请重新选择' },
    });
    expect(said()).toEqual(['text:在吗']);
  });
});

describe('[F003c] what is refused', () => {
  it('before anything is uploaded, with a sentence', () => {
    const file = (name: string, extension: string, size = 9) =>
      refusalOf({ kind: 'file', path: 'p', name, extension, size });
    expect(file('a.exe', 'exe')).toBe('不支持 .exe 文件');
    expect(file('a.pdf', 'pdf', 10 * MEGABYTES)).toBeNull();
    expect(file('a.pdf', 'pdf', 10 * MEGABYTES + 1)).toContain('超过 10 MB');
    expect(file('a.pdf', 'pdf', 0)).toBe('这个文件是空的，不能发送');
    expect(file(`${'长'.repeat(97)}.pdf`, 'pdf')).toContain('文件名太长');
    expect(give(picture('tmp/x', { extension: '' }))).toHaveLength(1);
    expect(pending()).toEqual([]);
  });

  it('by the server, shown where it stands and resent with success', async () => {
    world.cloud.on('file.reserve', () => {
      throw new Refusal('RATE_LIMITED', '上传太频繁', 9e15);
    });
    give(picture('tmp/a'));
    await settle();
    const [entry] = pending();
    expect(entry?.reason?.message).toBe('上传太频繁');
    world.cloud.on('file.reserve', () => ({
      cloudPath: 'up/9.jpg',
      fileId: 'cloud://e.b/up/9.jpg',
      mostBytes: 10 * MEGABYTES,
    }));
    chat.resend(entry?.id ?? '');
    await settle();
    files.finish();
    await settle();
    expect(said()).toEqual(['text:在吗', 'cloud://e.b/up/9.jpg']);
  });

  it('here is what the server takes, and nothing else', () => {
    const words = ['exe', 'svg', 'html', 'zip', 'js', 'apk', 'mov', ''];
    for (const kind of ['image', 'voice', 'file'] as const) {
      const taken: readonly string[] = FILE_EXTENSIONS[kind];
      const all = new Set([...Object.values(FILE_EXTENSIONS).flat(), ...words]);
      for (const one of all)
        expect(taken.includes(one)).toBe(isTaken(kind, one));
    }
  });
});

describe('[F003a] emoji', () => {
  it('alone is said as one, and each of the panel is one', async () => {
    for (const one of EMOJI) expect(isOneEmoji(one)).toBe(true);
    chat.send('👌');
    await settle();
    expect(said()).toEqual(['text:在吗', 'emoji:👌']);
    expect(withoutLast('好👌')).toBe('好');
  });

  it('and an answer have the shape that the functions take', async () => {
    const { _id = '' } =
      chat.store.get().threads[CONVERSATION]?.messages[0] ?? {};
    chat.send('👌', _id);
    await settle();
    const doc = world.cloud.db.all('messages').find((one) => one.replyTo);
    const keys = ['_id', 'kind', 'body', 'sentAt', 'replyTo'];
    const outgoing = Object.fromEntries(keys.map((key) => [key, doc?.[key]]));
    expect(OutgoingMessage.safeParse(outgoing).success).toBe(true);
    expect(doc?.replyTo).toBe(_id);
  });
});

describe('[US001] how loud a recording is', () => {
  const samples = (peak: number) =>
    Int16Array.from({ length: 800 }, (_, i) => (i % 2 ? peak : -peak)).buffer;

  /** Two MPEG-2 layer III frames, 16 kHz, 48 kbit/s, one channel. */
  function frames(gain: number): ArrayBuffer {
    const bytes = new Uint8Array(432);
    for (const at of [0, 216]) {
      bytes.set([0xff, 0xf3, 0x68, 0xc0], at);
      // 30 bits after the header: a byte and a half before two bits.
      bytes[at + 7] = gain >> 6;
      bytes[at + 8] = (gain << 2) & 0xff;
    }
    return bytes.buffer;
  }

  it('is read from samples and from MP3 alike', () => {
    expect(loudness(samples(0))).toBe(0);
    expect(loudness(samples(30_000))).toBeGreaterThan(0.9);
    expect(loudness(samples(300))).toBeLessThan(loudness(samples(3_000)));
    expect(loudness(frames(140))).toBeLessThan(loudness(frames(170)));
    expect(loudness(frames(170))).toBeCloseTo((170 - 130) / 64, 5);
    expect(loudness(new ArrayBuffer(0))).toBe(0);
  });
});

import { once } from 'node:events';
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { serverApp, signedIn } from './support/sdks';
import { spawnCloud, type CloudProcess } from './support/spawn-cloud';
import { blob, storageTools } from './support/storage-tools';

let cloud: CloudProcess;
let folder: string;
beforeAll(async () => {
  cloud = await spawnCloud();
  folder = mkdtempSync(join(tmpdir(), 'files-'));
});
afterAll(async () => {
  await cloud.stop();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(() => rulesAre('READONLY'));

const { rulesAre, server } = storageTools(() => cloud);

describe('what is downloaded', () => {
  const ten = async (cloudPath = 'ten.txt', contentType = 'text/plain') => {
    const app = await signedIn(cloud, { uid: 'u1' });
    const { fileID } = await app.uploadFile({
      cloudPath,
      filePath: blob('0123456789', contentType),
    });
    return server().link(fileID);
  };

  it.each([
    ['bytes=2-4', 206, '234', 'bytes 2-4/10'],
    ['bytes=7-', 206, '789', 'bytes 7-9/10'],
    ['bytes=-2', 206, '89', 'bytes 8-9/10'],
    ['bytes=5-99', 206, '56789', 'bytes 5-9/10'],
    ['bytes=10-', 416, '', 'bytes */10'],
    ['bytes=0-1,4-5', 200, '0123456789', null],
    ['lines=0-1', 200, '0123456789', null],
  ])('[FILE-46] Range %s answers %i', async (range, status, text, told) => {
    const answer = await fetch(await ten(), { headers: { range } });
    expect([
      answer.status,
      await answer.text(),
      answer.headers.get('content-range'),
    ]).toEqual([status, text, told]);
  });

  it('[FILE-47] is not sent again while it has not changed', async () => {
    const link = await ten();
    const first = await fetch(link);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toBe('"781e5e245d69b566979b86e28d23f2c7"');
    // Node's fetch forbids every cache when it is given a condition.
    const statusOf = async (condition: string) => {
      const headers = { 'if-none-match': condition };
      const asked = request(link, { headers }).end();
      const [answer] = (await once(asked, 'response')) as [IncomingMessage];
      answer.resume();
      return answer.statusCode;
    };
    expect(await statusOf(etag)).toBe(304);
    expect(await statusOf('"x"')).toBe(200);
    const head = await fetch(link, { method: 'HEAD' });
    expect(head.headers.get('content-length')).toBe('10');
    expect(await head.text()).toBe('');
    const part = { range: 'bytes=0-1', 'if-range': '"x"' };
    expect((await fetch(link, { headers: part })).status).toBe(200);
  });

  it.each([
    ['page.html', 'text/html', 'attachment'],
    ['picture.svg', 'image/svg+xml', 'attachment'],
    ['图.png', 'image/png', 'inline'],
    ['odd', 'text/html;charset=utf-8', 'attachment'],
  ])(
    '[FILE-48] %s cannot run in the origin of the cloud',
    async (name, type, how) => {
      const { headers } = await fetch(await ten(`run/${name}`, type));
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toMatch(/^sandbox;/);
      expect(headers.get('content-disposition')).toMatch(
        new RegExp(`^${how};`)
      );
    }
  );
});

describe('large files', () => {
  it('[FILE-49] stream to the disk and back, not through the memory', async () => {
    const data = mkdtempSync(join(tmpdir(), 'large-'));
    const large = await spawnCloud({ data });
    const file = join(folder, 'large.bin');
    const size = 100 * 1024 * 1024;
    writeFileSync(file, Buffer.alloc(size, 'x'));
    const memory = async () => {
      const status = await readFile(`/proc/${large.child.pid}/status`, 'utf8');
      return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) * 1024;
    };
    try {
      const before = await memory();
      const app = serverApp(large);
      const { fileID } = await app.uploadFile({
        cloudPath: 'large.bin',
        fileContent: createReadStream(file),
      });
      const { fileList } = await app.getTempFileURL({ fileList: [fileID] });
      const answer = await fetch(String(fileList[0]?.tempFileURL));
      let read = 0;
      for await (const chunk of answer.body!) read += chunk.length;
      expect(read).toBe(size);
      expect((await memory()) - before).toBeLessThan(size * 0.6);
    } finally {
      await large.stop();
      rmSync(data, { recursive: true, force: true });
    }
  });

  it('[FILE-50] that break off on their way are not there', async () => {
    const app = server();
    const { data } = await app.getUploadMetadata({ cloudPath: 'broken.bin' });
    const upload = request(data.url, {
      method: 'PUT',
      // A kept connection would never say that it is connected.
      agent: false,
      headers: {
        authorization: data.authorization,
        'x-cos-security-token': data.token,
        'content-length': 1_000,
      },
    });
    upload.write('only the beginning');
    upload.on('socket', (socket) =>
      socket
        .on('drain', () => upload.destroy())
        .on('connect', () => {
          setImmediate(() => upload.destroy());
        })
    );
    await once(upload, 'close').catch(() => undefined);
    const { files } = await cloud.door('GET', 'files?prefix=broken');
    expect(files).toEqual([]);
    expect(await app.text(await app.put('whole.bin', 'whole'))).toBe('whole');
  });
});

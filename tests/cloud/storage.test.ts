import { once } from 'node:events';
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import wxCloud from 'wx-server-sdk';
import { clientApp, serverApp, signedIn, type Mode } from './support/sdks';
import { spawnCloud, type CloudProcess } from './support/spawn-cloud';

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

const rulesAre = (rules: unknown) =>
  cloud.door('PUT', 'storage/rules', { rules });
const blob = (text: string, type = '') => new Blob([text], { type }) as never;

/** What the SDK has and its types leave out. */
interface Loose {
  copyFile(params: object): Promise<{ fileList: Outcome[]; code?: string }>;
  getFileInfo(params: object): Promise<{ fileList: Outcome[] }>;
  downloadFile(params: object): Promise<{ fileContent?: Buffer }>;
}
interface Outcome extends Record<string, unknown> {
  code?: string;
  fileId?: string;
}

const server = () => {
  const app = serverApp(cloud);
  return Object.assign(app, {
    put: async (cloudPath: string, text: string) =>
      (await app.uploadFile({ cloudPath, fileContent: Buffer.from(text) }))
        .fileID,
    text: async (fileID: string) =>
      String((await app.downloadFile({ fileID })).fileContent),
    link: async (fileID: string, maxAge = 600, urlType?: string) => {
      const file = { fileID, maxAge, ...(urlType && { urlType }) };
      const answer = await app.getTempFileURL({ fileList: [file] as never });
      return String(answer.fileList[0]?.tempFileURL);
    },
  });
};

/** A step of the gateway as nobody in particular. */
async function gateway(step: string, list: unknown[]) {
  const answer = await fetch(`${cloud.url}/v1/storages/${step}`, {
    method: 'POST',
    body: JSON.stringify(list),
  });
  return (await answer.json()) as { code?: string };
}

describe.each<Mode>(['GATEWAY', 'CLOUD_API'])('client files, %s', (mode) => {
  const missing =
    mode === 'GATEWAY' ? 'OBJECT_NOT_EXIST' : 'STORAGE_FILE_NONEXIST';

  it('[FILE-20] go up, come down by a link, and away', async () => {
    const app = await signedIn(cloud, { uid: 'u1' }, mode);
    const { fileID } = await app.uploadFile({
      cloudPath: `a/${mode}.txt`,
      filePath: blob('hello', 'text/plain'),
    });
    const { fileList } = await app.getTempFileURL({ fileList: [fileID] });
    const link = fileList?.[0]?.tempFileURL ?? '';
    expect(await (await fetch(link)).text()).toBe('hello');
    const info = await (app as never as Loose).getFileInfo({
      fileList: [fileID],
    });
    expect(info.fileList[0]).toMatchObject({
      code: 'SUCCESS',
      cloudId: fileID,
    });
    const path = join(folder, `${mode}.txt`);
    await app.downloadFile({ fileID, tempFilePath: path });
    expect(await readFile(path, 'utf8')).toBe('hello');
    const removed = await app.deleteFile({ fileList: [fileID] });
    expect(removed.fileList?.[0]?.code).toBe('SUCCESS');
    expect((await fetch(link)).status).toBe(404);
    const again = await app.deleteFile({ fileList: [fileID] });
    expect(again.fileList?.[0]?.code).toBe(missing);
  });

  it('[FILE-21] are replaced by their owner and by nobody else', async () => {
    const owner = await signedIn(cloud, { uid: 'u1' }, mode);
    const other = await signedIn(cloud, { uid: 'u2' }, mode);
    const cloudPath = `b/${mode}.txt`;
    const up = (app: typeof owner, text: string) =>
      app.uploadFile({ cloudPath, filePath: blob(text, 'text/plain') }).then(
        ({ fileID }) => fileID,
        (error: Error) => error.message
      );
    const fileID = await up(owner, 'mine');
    expect(await up(owner, 'mine too')).toBe(fileID);
    expect(await up(other, 'stolen')).toContain('STORAGE_EXCEED_AUTHORITY');
    const removed = await other.deleteFile({ fileList: [fileID] });
    expect(removed.fileList?.[0]?.code).toBe('STORAGE_EXCEED_AUTHORITY');
    expect(await server().text(fileID)).toBe('mine too');
  });

  it('[FILE-22] have a code each when some of a list are not served', async () => {
    const app = await signedIn(cloud, { uid: 'u1' }, mode);
    const mine = (
      await app.uploadFile({
        cloudPath: `list/${mode}`,
        filePath: blob('x', 'text/plain'),
      })
    ).fileID;
    const foreign = await server().put(`list/server-${mode}`, 'y');
    await rulesAre('PRIVATE');
    const fileList = [
      mine,
      foreign,
      `${mine}-none`,
      mine.replace('-bucket', '-other'),
      `cloud://elsewhere.b/x`,
    ];
    const codes = (list: { code?: string }[] | undefined) =>
      list?.map(({ code }) => code);
    const expected = [
      'SUCCESS',
      'STORAGE_EXCEED_AUTHORITY',
      missing,
      missing,
      mode === 'GATEWAY' ? 'INVALID_ENV' : 'INVALIID_ENV',
    ];
    const links = await app.getTempFileURL({ fileList });
    expect(codes(links.fileList as never)).toEqual(expected);
    // A path that is free may be written, so its removal finds nothing.
    const removed = await app.deleteFile({ fileList });
    expect(codes(removed.fileList as never)).toEqual(expected);
  });

  it('[FILE-23] of fifty at a time; more are refused', async () => {
    const app = await signedIn(cloud, { uid: 'u1' }, mode);
    const fileList = Array.from({ length: 51 }, (_f, i) => `cloud://x.y/${i}`);
    const refusal = await app.getTempFileURL({ fileList }).then(
      () => 'done',
      (error: Error) => error.message
    );
    // Under Node the SDK stumbles over a refusal of the gateway.
    expect(refusal).toMatch(/INVALID_PARAM|is not a function/);
    if (mode === 'CLOUD_API') return;
    const answer = await gateway('get-objects-download-info', fileList);
    expect(answer.code).toBe('OBJECT_BATCH_TOO_LARGE');
  });

  it('[FILE-24] of nobody signed in are not written', async () => {
    const refusal = await clientApp(cloud, mode)
      .uploadFile({ cloudPath: `n/${mode}`, filePath: blob('x') })
      .then(
        () => 'done',
        (error: Error) => error.message
      );
    expect(refusal).not.toBe('done');
    const { files } = await cloud.door('GET', `files?prefix=n/${mode}`);
    expect(files).toEqual([]);
  });

  it('[FILE-25] by an old form belong to who asked for the link', async () => {
    const app = await signedIn(cloud, { uid: 'u1' }, mode);
    const cloudPath = `form/${mode} 中.txt`;
    const { fileID } = await app.uploadFile({
      cloudPath,
      filePath: blob('by form', 'text/plain'),
      method: 'post',
    } as never);
    expect(await server().text(fileID)).toBe('by form');
    const { files } = await cloud.door('GET', `files?prefix=form/${mode}`);
    expect(files).toMatchObject([
      { path: cloudPath, owner: { uid: 'u1' }, contentType: 'text/plain' },
    ]);
  });

  it.each([
    ['refused', false],
    ['byRule', true],
  ])('[FILE-42] copying by a client is %s', async (clientCopy, copies) => {
    const app = await signedIn(cloud, { uid: 'u1' }, mode);
    const source = `copy/${mode}-${clientCopy}.txt`;
    await app.uploadFile({
      cloudPath: source,
      filePath: blob('x', 'text/plain'),
    });
    await server().put(`taken/${mode}-${clientCopy}.txt`, 'y');
    await cloud.door('PUT', 'switches', { clientCopy });
    const answer = await (app as never as Loose)
      .copyFile({
        fileList: [
          { srcPath: source, dstPath: `copied/${mode}-${clientCopy}.txt` },
          { srcPath: source, dstPath: `taken/${mode}-${clientCopy}.txt` },
        ],
      })
      .catch((error: Error) => ({ fileList: [], code: error.message }));
    await cloud.door('PUT', 'switches', { clientCopy: 'refused' });
    const { files } = await cloud.door(
      'GET',
      `files?prefix=copied/${mode}-${clientCopy}`
    );
    expect((files as object[]).length).toBe(copies ? 1 : 0);
    if (copies) {
      expect(answer.fileList.map(({ code }) => code)).toEqual([
        'SUCCESS',
        'STORAGE_EXCEED_AUTHORITY',
      ]);
    } else {
      expect(answer.code).toMatch(/ACTION_FORBIDDEN|is not a function/);
      expect((await gateway('copy-objects', [{}])).code).toBe(
        'ACTION_FORBIDDEN'
      );
    }
  });
});

/** The types of wx-server-sdk also allow its form with callbacks. */
interface FileList {
  fileList: { status: number; tempFileURL?: string }[];
}

describe('server files', () => {
  it('[FILE-26] have Chinese names and signs, as a buffer and as a stream', async () => {
    const app = server();
    const file = join(folder, 'stream.bin');
    writeFileSync(file, 'from a stream');
    for (const cloudPath of ['目录/图 片|+.txt', 'a%20b', "quote'(1).txt"]) {
      const fileID = await app.put(cloudPath, cloudPath);
      expect(fileID.endsWith(`/${cloudPath}`)).toBe(true);
      expect(await app.text(fileID)).toBe(cloudPath);
      const escaped = await app.link(fileID, 600, 'COS_URL');
      expect(await (await fetch(escaped)).text()).toBe(cloudPath);
    }
    const { fileID } = await app.uploadFile({
      cloudPath: 'stream.bin',
      fileContent: createReadStream(file),
    });
    expect(await app.text(fileID)).toBe('from a stream');
    const saved = join(folder, 'saved.bin');
    await app.downloadFile({ fileID, tempFilePath: saved });
    await expect.poll(() => readFile(saved, 'utf8')).toBe('from a stream');
  });

  it('[FILE-27] are copied, moved, and not over another when told so', async () => {
    const app = server();
    await app.put('from/a.txt', 'a');
    await app.put('to/a.txt', 'old');
    const copy = async (more: object, dstPath = 'to/a.txt') => {
      const file = { srcPath: 'from/a.txt', dstPath, ...more };
      return (await app.copyFile({ fileList: [file] })).fileList[0];
    };
    expect((await copy({ overwrite: false }))?.code).toBe(
      'OBJECT_ALREADY_EXIST'
    );
    const { fileId = '' } = (await copy({}))!;
    expect(await app.text(fileId)).toBe('a');
    await copy({ removeOriginal: true }, 'moved/a.txt');
    expect((await copy({}))?.code).toBe('STORAGE_FILE_NONEXIST');
  });

  it('[FILE-28] are described by their head', async () => {
    const app = server();
    const fileID = await app.put('info/a.txt', 'twelve bytes');
    const none = fileID.replace('a.txt', 'none');
    const { fileList } = await app.getFileInfo({ fileList: [fileID, none] });
    expect(fileList).toMatchObject([
      { code: 'SUCCESS', size: 12, fileName: 'a.txt', cloudId: fileID },
      { code: 'STORAGE_FILE_NONEXIST', tempFileURL: '' },
    ]);
    const { data } = await app.getUploadMetadata({ cloudPath: 'info/b.txt' });
    expect(data.fileId).toBe(fileID.replace('a.txt', 'b.txt'));
    await expect(app.downloadFile({ fileID: none })).rejects.toMatchObject({
      code: 'STORAGE_FILE_NONEXIST',
    });
  });

  it('[FILE-29] more than fifty are refused as the SDK’s own tests want it', async () => {
    const app = server();
    const fileList = Array.from({ length: 51 }, () => 'cloud://unexistJpg.jpg');
    for (const work of [
      app.getTempFileURL({ fileList }),
      app.deleteFile({ fileList }),
    ]) {
      await expect(work).rejects.toMatchObject({ code: 'INVALID_PARAM' });
    }
  });

  it.each(['../x', 'a/../x', 'a/./x', 'a\0b', '字'.repeat(284), '/'])(
    '[FILE-30] the path %j is refused and writes nothing',
    async (cloudPath) => {
      const before = await cloud.door('GET', 'files');
      const upload = server().put(cloudPath, 'x');
      await expect(upload).rejects.toMatchObject({
        code: 'STORAGE_SIGN_PARAM_INVALID',
      });
      expect((await cloud.door('GET', 'files')).total).toBe(before.total);
    }
  );

  it('[FILE-31] say what a user may do with them', async () => {
    const app = await signedIn(cloud, { uid: 'u7' });
    const { fileID } = await app.uploadFile({
      cloudPath: 'authority.txt',
      filePath: blob('x', 'text/plain'),
    });
    await rulesAre('PRIVATE');
    const ask = (uid: string) => {
      process.env.TCB_CONTEXT_KEYS = 'TCB_UUID';
      process.env.TCB_UUID = uid;
      const fileList = [{ path: fileID, type: 'READ' as const }];
      return server().getFileAuthority({ fileList } as never) as Promise<{
        data: object[];
      }>;
    };
    try {
      expect((await ask('u7')).data).toMatchObject([
        { cosFileId: expect.any(String), read: true, write: true },
      ]);
      expect((await ask('u8')).data).toMatchObject([
        { read: false, write: false },
      ]);
    } finally {
      delete process.env.TCB_CONTEXT_KEYS;
      delete process.env.TCB_UUID;
    }
  });
});

describe('the mini-program’s server SDK', () => {
  it('[FILE-32] puts files, links to them, reads and removes them', async () => {
    wxCloud.init({
      env: cloud.env,
      secretId: 'local',
      secretKey: 'local',
      serviceUrl: `${cloud.url}/admin`,
    } as Parameters<typeof wxCloud.init>[0]);
    const fileContent = Buffer.from('来自小程序');
    const { fileID } = await wxCloud.uploadFile({
      cloudPath: 'wx/一.txt',
      fileContent,
    });
    const read = await wxCloud.downloadFile({ fileID });
    expect(String(read.fileContent)).toBe('来自小程序');
    const none = fileID.replace('一', '二');
    const links = (await wxCloud.getTempFileURL({
      fileList: [fileID, none],
    })) as FileList;
    expect(links.fileList).toMatchObject([
      { fileID, status: 0, maxAge: 7_200 },
      { fileID: none, status: -503003 },
    ]);
    const link = encodeURI(String(links.fileList[0]?.tempFileURL));
    expect(await (await fetch(link)).text()).toBe('来自小程序');
    const gone = (await wxCloud.deleteFile({
      fileList: [fileID, none],
    })) as FileList;
    expect(gone.fileList.map(({ status }) => status)).toEqual([0, -503003]);
  });
});

describe('links', () => {
  it('[FILE-41] live as long as asked, or as the switch says', async () => {
    const app = server();
    const fileID = await app.put('private.txt', 'secret');
    await rulesAre('PRIVATE');
    const status = async (link: string) => (await fetch(link)).status;
    const minute = await app.link(fileID, 60);
    const usual = async () => {
      const answer = await app.getTempFileURL({ fileList: [fileID] });
      return String(answer.fileList[0]?.tempFileURL);
    };
    const twoHours = await usual();
    await cloud.door('PUT', 'switches', { temporaryUrlSeconds: 600 });
    const tenMinutes = await usual();
    await cloud.door('PUT', 'switches', { temporaryUrlSeconds: 7_200 });
    const all = [minute, tenMinutes, twoHours];
    const seen = async () => Promise.all(all.map(status));
    expect(await seen()).toEqual([200, 200, 200]);
    await cloud.door('POST', 'clock', { advanceMs: 61_000 });
    expect(await seen()).toEqual([403, 200, 200]);
    await cloud.door('POST', 'clock', { advanceMs: 600_000 });
    expect(await seen()).toEqual([403, 403, 200]);
    expect(await status(twoHours.replace('private', 'other'))).toBe(403);
    expect(await status(twoHours.replace(/\?.*/, ''))).toBe(403);
  });

  it('[FILE-43] to what everybody may read have no signature and no end', async () => {
    const app = server();
    const link = await app.link(await app.put('public.txt', 'open'), 60);
    expect(link).toMatch(/public\.txt$/);
    await cloud.door('POST', 'clock', { advanceMs: 61_000 });
    expect((await fetch(link)).status).toBe(200);
  });

  it('[FILE-44] for writing fit one path, owner, type and time', async () => {
    const tokens = await Promise.all(
      ['u1', 'u2'].map((uid) => cloud.door('POST', 'identity', { uid }))
    );
    const ticket = async (who: number, objectId: string) => {
      const answer = await fetch(
        `${cloud.url}/v1/storages/get-objects-upload-info`,
        {
          method: 'POST',
          headers: { authorization: `Bearer ${tokens[who]!.accessToken}` },
          body: JSON.stringify([
            {
              objectId,
              signedHeader: {
                'content-length': ['4'],
                'content-type': ['text/plain'],
              },
            },
          ]),
        }
      );
      return ((await answer.json()) as Record<string, string>[])[0]!;
    };
    const mine = await ticket(0, 'link/mine.txt');
    const theirs = await ticket(1, 'link/theirs.txt');
    const put = async (
      change: Partial<Record<'url' | 'token' | 'type' | 'body', string>> = {},
      method = 'PUT'
    ) => {
      const {
        url = mine.uploadUrl!,
        token = mine.token!,
        body = '1234',
      } = change;
      const answer = await fetch(url, {
        method,
        body,
        headers: {
          authorization: mine.authorization!,
          'x-cos-security-token': token,
          'content-type': change.type ?? 'text/plain',
        },
      });
      return answer.status;
    };
    expect(await put({ url: theirs.uploadUrl })).toBe(403);
    expect(await put({ token: theirs.token })).toBe(403);
    expect(await put({ token: '' })).toBe(403);
    expect(await put({ type: 'text/html' })).toBe(403);
    expect(await put({}, 'POST')).toBe(400);
    expect(await put({}, 'DELETE')).toBe(405);
    const none = await cloud.door('GET', 'files?prefix=link/');
    expect(none.files).toEqual([]);
    expect(await put()).toBe(200);
    const { files } = await cloud.door('GET', 'files?prefix=link/');
    expect(files).toMatchObject([{ owner: { uid: 'u1' }, size: 4 }]);
    await cloud.door('POST', 'clock', { advanceMs: 901_000 });
    expect(await put()).toBe(403);
  });

  it('[FILE-53] hold a file to the length it was announced with where the switch says so', async () => {
    const { accessToken } = await cloud.door('POST', 'identity', { uid: 'u3' });
    const put = async (): Promise<number> => {
      const signedHeader = { 'content-length': ['4'] };
      const info = await fetch(
        `${cloud.url}/v1/storages/get-objects-upload-info`,
        {
          method: 'POST',
          headers: { authorization: `Bearer ${accessToken}` },
          body: JSON.stringify([{ objectId: 'length.txt', signedHeader }]),
        }
      );
      const [link] = (await info.json()) as Record<string, string>[];
      const answer = await fetch(link!.uploadUrl!, {
        method: 'PUT',
        body: '12345',
        headers: {
          authorization: link!.authorization!,
          'x-cos-security-token': link!.token!,
        },
      });
      return answer.status;
    };
    expect(await put()).toBe(200);
    await cloud.door('PUT', 'switches', { announcedLength: 'enforced' });
    expect(await put()).toBe(403);
    await cloud.door('PUT', 'switches', { announcedLength: 'ignored' });
  });

  it('[FILE-45] of an error tell it as the object store does', async () => {
    const refused = await fetch(`${cloud.url}/cos/x`, {
      method: 'PUT',
      body: 'x',
    });
    expect(await refused.text()).toMatch(
      /<Error><Code>AccessDenied<\/Code><Message>.+<RequestId>.+<TraceId>/
    );
    expect((await fetch(`${cloud.url}/cos/none`)).status).toBe(404);
    for (const path of ['..%2f..%2fetc/passwd', '%2e%2e/%2e%2e/etc', 'a%00b']) {
      const { status } = await fetch(`${cloud.url}/cos/${path}`);
      expect([400, 404]).toContain(status);
    }
  });
});

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

describe('the door', () => {
  it('[FILE-51] shows files in pages and removes them', async () => {
    const app = server();
    for (const name of ['1', '2', '3']) await app.put(`door/${name}`, name);
    const first = await cloud.door('GET', 'files?prefix=door/&limit=2');
    expect(first).toMatchObject({
      files: [
        { path: 'door/1', size: 1, owner: null, fileId: expect.any(String) },
        { path: 'door/2' },
      ],
      total: 3,
      next: 'door/2',
    });
    const rest = await cloud.door('GET', 'files?prefix=door/&after=door/2');
    expect(rest).toMatchObject({ files: [{ path: 'door/3' }], next: null });
    expect(await cloud.door('DELETE', 'files', { path: 'door/1' })).toEqual({
      removed: true,
    });
    expect((await cloud.door('GET', 'files?prefix=door/')).total).toBe(2);
  });

  it('[FILE-52] takes a rule, and keeps the former for what is none', async () => {
    const rules = { read: 'auth != null', write: false };
    expect(await rulesAre(rules)).toEqual({ rules });
    await expect(
      rulesAre({ read: 'auth.token == 1', write: true })
    ).rejects.toThrow();
    expect(await cloud.door('GET', 'storage/rules')).toEqual({ rules });
    const link = await server().link(await server().put('r.txt', 'x'));
    expect((await fetch(link.replace(/\?.*/, ''))).status).toBe(403);
  });
});

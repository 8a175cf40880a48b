import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import wxCloud from 'wx-server-sdk';
import { signedIn } from './support/sdks';
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

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverApp, signedIn, type Mode } from './support/sdks';
import { spawnCloud, type CloudProcess } from './support/spawn-cloud';

let cloud: CloudProcess;
beforeAll(async () => {
  cloud = await spawnCloud();
});
afterAll(() => cloud.stop());

describe.each<Mode>(['GATEWAY', 'CLOUD_API'])('client files, %s', (mode) => {
  it('[ST-2] go up, come down by a signed link, and away', async () => {
    const app = await signedIn(cloud, { uid: 'u1' }, mode);
    const { fileID } = await app.uploadFile({
      cloudPath: `a/${mode}.txt`,
      filePath: new Blob(['hello']) as never,
    });
    const { fileList } = await app.getTempFileURL({ fileList: [fileID] });
    const link = fileList?.[0]?.tempFileURL ?? '';
    expect(await (await fetch(link)).text()).toBe('hello');
    const removed = await app.deleteFile({ fileList: [fileID] });
    expect(removed.fileList?.[0]?.code).toBe('SUCCESS');
    expect((await fetch(link)).status).toBe(404);
  });

  it('[ST-3] of somebody else cannot be overwritten or removed', async () => {
    const owner = await signedIn(cloud, { uid: 'u1' }, mode);
    const other = await signedIn(cloud, { uid: 'u2' }, mode);
    const cloudPath = `b/${mode}.txt`;
    const file = (text: string) => ({
      cloudPath,
      filePath: new Blob([text]) as never,
    });
    const { fileID } = await owner.uploadFile(file('mine'));
    await other.uploadFile(file('stolen')).catch(() => undefined);
    await other.deleteFile({ fileList: [fileID] }).catch(() => undefined);
    const server = serverApp(cloud);
    const { fileContent } = await server.downloadFile({ fileID });
    expect(fileContent?.toString()).toBe('mine');
  });
});

describe('server files', () => {
  it('[ST-4] a changed path does not fit the signature', async () => {
    const server = serverApp(cloud);
    const fileContent = Buffer.from('x');
    await server.uploadFile({ cloudPath: 'c/1.txt', fileContent });
    const put = await fetch(`${cloud.url}/cos/c/1.txt`, {
      method: 'PUT',
      body: 'y',
      headers: { authorization: 'guess' },
    });
    expect(put.status).toBe(403);
  });

  it('[ST-5] more than fifty at a time are refused', async () => {
    const fileList = Array.from({ length: 51 }, (_f, i) => `cloud://x/${i}`);
    await expect(
      serverApp(cloud).getTempFileURL({ fileList })
    ).rejects.toMatchObject({ code: 'INVALID_PARAM' });
  });
});

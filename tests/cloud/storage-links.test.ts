import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { spawnCloud, type CloudProcess } from './support/spawn-cloud';
import { storageTools } from './support/storage-tools';

let cloud: CloudProcess;
beforeAll(async () => {
  cloud = await spawnCloud();
});
afterAll(() => cloud.stop());
afterEach(() => rulesAre('READONLY'));

const { rulesAre, server } = storageTools(() => cloud);

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

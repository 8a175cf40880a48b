import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverApp } from './clients/server-client';
import { cloudOfProject, type CloudProcess } from './cloud-of-project';

let cloud: CloudProcess;

beforeAll(async () => {
  cloud = await cloudOfProject();
});
afterAll(() => cloud?.stop());

/** The first RPC of the database, as tcb-admin-node 1 asks it of `/admin`. */
async function admin(
  action: string,
  params: object
): Promise<Record<string, unknown>> {
  const answer = await fetch(`${cloud.url}/admin?env=${cloud.env}`, {
    method: 'POST',
    headers: {
      authorization: 'Bearer local',
      'content-type': 'application/json',
    },
    body: JSON.stringify({ action, collectionName: 'things', ...params }),
  });
  const { requestId: _id, ...reply } = (await answer.json()) as {
    requestId: string;
  };
  return reply;
}

describe('former server SDKs', () => {
  it('[SDK-44] ask by the actions of the web, as a server', async () => {
    const data = { kind: 'former', at: { $date: 5 }, n: 1 };
    const added = await admin('database.addDocument', { data });
    expect(added['data']).toMatchObject({ _id: expect.any(String) });
    const query = { kind: 'former' };
    const found = await admin('database.queryDocument', { query });
    const [doc] = (found['data'] as { list: object[] }).list;
    expect(doc).toMatchObject({ n: 1, at: { $date: 5 } });
    expect(doc).not.toHaveProperty('_openid');
    expect(await admin('database.countDocument', { query })).toEqual({
      data: { total: 1 },
    });
    const closed = { collectionName: 'closed', data: { n: 1 } };
    const written = await admin('database.addDocument', closed);
    expect(written).not.toHaveProperty('code');
  });

  it('[SDK-44] hear of an upsert in a transaction as a list', async () => {
    const begun = await admin('database.startTransaction', {});
    const transactionId = begun['transactionId'];
    const inserted = await admin('database.insertDocInTransaction', {
      transactionId,
      _id: 'inserted',
      data: '{"n":1}',
    });
    expect(inserted).toEqual({ id: 'inserted', inserted: '1', ok: '1' });
    const set = await admin('database.updateDocInTransaction', {
      transactionId,
      query: { _id: { $eq: 'set' } },
      data: '{"n":2}',
      upsert: true,
    });
    expect(JSON.parse(String(set['upserted']))).toEqual([{ _id: 'set' }]);
    await admin('database.commitTransaction', { transactionId });
    const query = { _id: { $in: ['inserted', 'set'] } };
    const { data } = await admin('database.countDocument', { query });
    expect(data).toEqual({ total: 2 });
  });

  it('[SDK-48] post their files as forms', async () => {
    const app = serverApp(cloud);
    const bytes = Buffer.from([0, 255, 128, 13, 10]);
    const { data } = await app.getUploadMetadata({ cloudPath: 'form/文.bin' });
    const { url, authorization, token, fileId, cosFileId } = data;
    const form = new FormData();
    form.append('Signature', authorization);
    form.append('x-cos-security-token', token);
    form.append('x-cos-meta-fileid', cosFileId);
    form.append('key', 'form/文.bin');
    form.append('file', new Blob([bytes]), 'a.bin');
    const answer = await fetch(url, { method: 'POST', body: form });
    expect(answer.ok).toBe(true);
    expect(await answer.text()).toBe('');
    const back = await app.downloadFile({ fileID: fileId });
    expect(back.fileContent).toEqual(bytes);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serverApp } from './support/sdks';
import { spawnCloud, type CloudProcess } from './support/spawn-cloud';

let cloud: CloudProcess;
beforeAll(async () => {
  cloud = await spawnCloud();
  await cloud.door('PUT', 'rules', { notes: { read: true, write: true } });
});
afterAll(() => cloud.stop());

const notes = () => serverApp(cloud).database().collection('notes');

describe('an ordered failure', () => {
  it('[DOOR-20] lets as many pass as are to be skipped before it fails', async () => {
    const fail = { code: 'SYS_ERR', match: 'database.', skip: 2 };
    await cloud.door('POST', 'faults', { fail });
    const counting = () => notes().count();
    await counting();
    await counting();
    await expect(counting()).rejects.toThrow('SYS_ERR');
    await expect(counting()).rejects.toThrow('SYS_ERR');
    await cloud.door('POST', 'faults', { clear: true });
    await counting();
  });
});

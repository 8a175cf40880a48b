import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { serverApp, signedIn, type Mode } from './support/sdks';
import { spawnCloud, type CloudProcess } from './support/spawn-cloud';

let cloud: CloudProcess;
beforeAll(async () => {
  cloud = await spawnCloud();
  await cloud.door('PUT', 'rules', {
    rooms: { read: 'doc.member == auth.uid', write: true },
  });
});
afterAll(() => cloud.stop());

interface Snapshot {
  docs: Record<string, unknown>[];
}

describe.each<Mode>(['GATEWAY', 'CLOUD_API'])('a watch, %s', (mode) => {
  async function watchAs(uid: string, where: object) {
    const app = await signedIn(cloud, { uid }, mode);
    const seen: Snapshot[] = [];
    const errors: unknown[] = [];
    const watcher = app
      .database()
      .collection('rooms')
      .where(where)
      .watch({
        onChange: (snapshot) => seen.push(snapshot as unknown as Snapshot),
        onError: (error) => errors.push(error),
      });
    return { watcher, seen, errors };
  }

  it('[RT-1] shows a committed write, and goes on after a cut socket', async () => {
    const member = `m-${mode}`;
    const { watcher, seen, errors } = await watchAs(member, { member });
    await vi.waitFor(() => expect(seen).toHaveLength(1), 5_000);
    const rooms = serverApp(cloud).database().collection('rooms');
    await rooms.add({ member, n: 1 });
    await vi.waitFor(() => expect(seen.at(-1)?.docs).toHaveLength(1), 5_000);
    const { cut } = await cloud.door('POST', 'faults', { cutSockets: true });
    expect(cut).toBeGreaterThan(0);
    await rooms.add({ member, n: 2 });
    await vi.waitFor(() => expect(seen.at(-1)?.docs).toHaveLength(2), 10_000);
    expect(errors).toEqual([]);
    watcher.close();
  });

  it('[RT-2] outside the rule is refused', async () => {
    const { errors, seen } = await watchAs('u1', { member: 'u2' });
    await vi.waitFor(() => expect(errors.length).toBeGreaterThan(0), 5_000);
    expect(JSON.stringify(errors) + String(errors)).toMatch(/PERMISSION/);
    expect(seen).toEqual([]);
  });
});

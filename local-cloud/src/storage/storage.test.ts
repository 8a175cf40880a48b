import {
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClientCaller } from '../kernel/caller';
import { movableClock, type Clock } from '../kernel/clock';
import { createStorage, type StorageRules } from './index';

const phone: ClientCaller = { kind: 'client', openid: 'o1' };
const other: ClientCaller = { kind: 'client', openid: 'o2' };
const web: ClientCaller = { kind: 'client', uid: 'u1', loginType: 'CUSTOM' };
const bytes = Buffer.from([0, 1, 2, 255]);

let dir: string;
let clock: Clock;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'storage-'));
  clock = movableClock();
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const open = (rules?: StorageRules, at: string | null = dir) =>
  createStorage({ envId: 'env-1', bucket: 'b', dir: at, clock, rules });

describe.each([
  ['on disk', () => open()],
  ['in memory', () => open(undefined, null)],
])('files %s', (_, make) => {
  it('[FILE-1] come back as they were put, by a file id of the environment', async () => {
    const storage = make();
    await storage.put('img/中文 a.png', bytes, 'image/png', phone);
    expect(await storage.read('img/中文 a.png')).toMatchObject({
      entry: { size: 4, contentType: 'image/png', owner: phone },
      body: bytes,
    });
    expect(storage.fileId('img/a.png')).toBe('cloud://env-1.b/img/a.png');
  });

  it('[FILE-2] are replaced, removed once, and emptied by a reset', async () => {
    const storage = make();
    await storage.put('a', bytes, 'x/y', phone);
    await storage.put('a', Buffer.from('new'), 'x/z', phone);
    expect((await storage.read('a'))?.body.toString()).toBe('new');
    expect(await storage.remove('a')).toBe(true);
    expect(await storage.remove('a')).toBe(false);
    await storage.put('b', bytes, 'x/y', null);
    await storage.reset();
    expect(await storage.read('b')).toBeNull();
    await storage.put('b', bytes, 'x/y', null);
    expect(await storage.read('b')).not.toBeNull();
  });
});

describe('the disk', () => {
  it('[FILE-3] keeps files and the validity of links over a restart', async () => {
    const first = open();
    await first.put('a', bytes, 'x/y', phone);
    await first.put('a', Buffer.from('2'), 'x/y', phone);
    const link = first.sign('a', 'GET', 60);
    writeFileSync(join(dir, 'files', 'blobs', 'left-by-a-kill'), 'x');
    const again = open();
    expect((await again.read('a'))?.body.toString()).toBe('2');
    expect(again.verify('a', 'GET', link)).toBe(true);
    expect(readdirSync(join(dir, 'files', 'blobs'))).toHaveLength(1);
  });

  it.each(['../escape', 'a/../../escape', '/escape', '', 'a\0b', './a'])(
    '[FILE-4] refuses the path %j and writes nothing',
    async (path) => {
      const storage = open();
      await expect(
        storage.put(path, bytes, 'x/y', phone)
      ).rejects.toMatchObject({ code: 'STORAGE_SIGN_PARAM_INVALID' });
      expect(existsSync(join(dirname(dir), 'escape'))).toBe(false);
      expect(readdirSync(join(dir, 'files', 'blobs'))).toEqual([]);
    }
  );
});

describe('links', () => {
  it('[FILE-5] open one path by one method until they end', () => {
    const storage = open();
    const link = storage.sign('a', 'GET', 60);
    expect(storage.verify('a', 'GET', link)).toBe(true);
    expect(storage.verify('b', 'GET', link)).toBe(false);
    expect(storage.verify('a', 'PUT', link)).toBe(false);
    expect(storage.verify('a', 'GET', `9${link}`)).toBe(false);
    expect(storage.verify('a', 'GET', '')).toBe(false);
    clock.advance(61_000);
    expect(storage.verify('a', 'GET', link)).toBe(false);
  });
});

describe('the storage rule', () => {
  it('[FILE-6] lets everybody read and the creator write by default', async () => {
    const storage = open();
    expect(storage.mayWrite('a', phone)).toBe(true);
    await storage.put('a', bytes, 'x/y', phone);
    await storage.put('w', bytes, 'x/y', web);
    await storage.put('s', bytes, 'x/y', null);
    const writers = (path: string) =>
      [phone, other, web, null].map((who) => storage.mayWrite(path, who));
    expect(writers('a')).toEqual([true, false, false, false]);
    expect(writers('w')).toEqual([false, false, true, false]);
    expect(writers('s')).toEqual([false, false, false, false]);
    expect(storage.mayRead('a', null)).toBe(true);
  });

  it('[FILE-7] sees auth, the owner and the path, also by a pattern', () => {
    const storage = open({
      read: "/^public\\//.test(resource.path) == true || (auth != null && auth.loginType == 'CUSTOM')",
      write: 'auth != null && resource.path == auth.openid',
    });
    expect(storage.mayRead('public/a', null)).toBe(true);
    expect(storage.mayRead('private/public/a', null)).toBe(false);
    expect(storage.mayRead('private/a', web)).toBe(true);
    expect(storage.mayWrite('o1', phone)).toBe(true);
    expect(storage.mayWrite('o1', other)).toBe(false);
  });

  it('[FILE-8] refuses what is not proven: a field of nobody, a missing operation', () => {
    const storage = open({ read: "auth.uid != 'x'" } as StorageRules);
    expect(storage.mayRead('a', null)).toBe(false);
    expect(storage.mayRead('a', web)).toBe(true);
    expect(storage.mayWrite('a', web)).toBe(false);
  });

  it.each([
    'get(`database.a.b`).c == 1',
    'doc.a == 1',
    'auth.token == 1',
    'resource.path.length > 1',
    'auth !=',
    '/a/.exec(resource.path) == true',
  ])('[FILE-9] is not taken when it says %j', (read) => {
    expect(() => open({ read, write: false })).toThrow('storage rule "read"');
  });
});

import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
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
    expect(storage.stat('img/中文 a.png')).toMatchObject({
      size: 4,
      contentType: 'image/png',
      owner: phone,
      etag: createHash('md5').update(bytes).digest('hex'),
    });
    expect(await storage.read('img/中文 a.png')).toEqual(bytes);
    const part = storage.open('img/中文 a.png', { start: 1, end: 2 });
    expect(await buffer(part!)).toEqual(bytes.subarray(1, 3));
    expect(storage.fileId('img/a.png')).toBe('cloud://env-1.b/img/a.png');
  });

  it('[FILE-2] are replaced, removed once, and emptied by a reset', async () => {
    const storage = make();
    await storage.put('a', bytes, 'x/y', phone);
    await storage.put('a', Buffer.from('new'), 'x/z', phone);
    expect(String(await storage.read('a'))).toBe('new');
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
    const link = first.signDownload('a', 60);
    writeFileSync(join(dir, 'files', 'blobs', 'left-by-a-kill'), 'x');
    const again = open();
    expect(String(await again.read('a'))).toBe('2');
    expect(again.isDownload('a', link)).toBe(true);
    expect(again.stat('a')).toEqual(first.stat('a'));
    const key = statSync(join(dir, 'files', 'link.key'));
    expect(key.mode & 0o777).toBe(0o600);
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
  it('[FILE-5] open one path for reading until they end', () => {
    const storage = open();
    const link = storage.signDownload('a', 60);
    expect(storage.isDownload('a', link)).toBe(true);
    expect(storage.isDownload('b', link)).toBe(false);
    expect(storage.readUpload('a', link, '')).toBeNull();
    expect(storage.isDownload('a', `9${link}`)).toBe(false);
    expect(storage.isDownload('a', '')).toBe(false);
    clock.advance(61_000);
    expect(storage.isDownload('a', link)).toBe(false);
  });

  it('[FILE-10] for writing say whose the file will be, and how large', () => {
    const storage = open();
    const grant = { owner: phone, contentLength: 4, contentType: 'x/y' };
    const { authorization, token } = storage.signUpload('a', grant);
    expect(storage.readUpload('a', authorization, token)).toEqual(grant);
    expect(storage.readUpload('b', authorization, token)).toBeNull();
    expect(storage.isDownload('a', authorization)).toBe(false);
    const strange = storage.signUpload('a', { owner: other });
    expect(storage.readUpload('a', authorization, strange.token)).toBeNull();
    const [claims = '', digest = ''] = authorization.split('.');
    const forged = Buffer.from(claims, 'base64url')
      .toString()
      .replace('o1', 'o2');
    const text = `${Buffer.from(forged).toString('base64url')}.${digest}`;
    expect(storage.readUpload('a', text, token)).toBeNull();
    expect(storage.readUpload('a', '', '')).toBeNull();
    clock.advance(901_000);
    expect(storage.readUpload('a', authorization, token)).toBeNull();
  });
});

describe('paths', () => {
  it('[FILE-11] differ by case, by bytes and by slashes', async () => {
    const storage = open();
    const paths = ['a/b', 'A/b', 'a//b', 'é', 'e\u0301', '名/字'];
    for (const path of paths) {
      await storage.put(path, Buffer.from(path), 'x/y', null);
    }
    for (const path of paths) {
      expect(String(await storage.read(path))).toBe(path);
    }
    await storage.put('x'.repeat(850), bytes, 'x/y', null);
    await expect(
      storage.put('字'.repeat(284), bytes, 'x/y', null)
    ).rejects.toThrow('malformed');
  });

  it('[FILE-12] of file ids are those of this environment and bucket', () => {
    const storage = open();
    expect(storage.locate('cloud://env-1.b/a/b c')).toEqual({ path: 'a/b c' });
    expect(storage.locate('a/b')).toEqual({ path: 'a/b' });
    expect(storage.locate('cloud://env-1.c/a')).toBe('unknown');
    expect(storage.locate('cloud://env-2.b/a')).toBe('otherEnvironment');
    expect(storage.locate('cloud:///a')).toBe('unknown');
  });

  it('[FILE-13] are listed in pages by their beginning', async () => {
    const storage = open();
    for (const path of ['b/1', 'a/2', 'a/1', 'a/3']) {
      await storage.put(path, bytes, 'x/y', phone);
    }
    const first = storage.list({ prefix: 'a/', limit: 2 });
    expect(first.files.map(({ path }) => path)).toEqual(['a/1', 'a/2']);
    expect([first.total, first.next]).toEqual([3, 'a/2']);
    const second = storage.list({ prefix: 'a/', after: 'a/2', limit: 2 });
    expect(second.files.map(({ path }) => path)).toEqual(['a/3']);
    expect(second.next).toBeNull();
  });
});

describe('writing', () => {
  it('[FILE-14] that breaks off leaves the old file and nothing else', async () => {
    const storage = open();
    await storage.put('a', Buffer.from('old'), 'x/y', phone);
    const broken = (async function* () {
      yield Buffer.from('half');
      throw new Error('gone');
    })();
    await expect(storage.put('a', broken, 'x/y', phone)).rejects.toThrow();
    expect(String(await storage.read('a'))).toBe('old');
    expect(readdirSync(join(dir, 'files', 'blobs'))).toHaveLength(1);
  });

  it('[FILE-15] at one time leaves one of the files whole', async () => {
    const storage = open();
    const texts = Array.from({ length: 20 }, (_, i) => `text ${i}`);
    await Promise.all(
      texts.map((text) => storage.put('a', Buffer.from(text), 'x/y', phone))
    );
    expect(texts).toContain(String(await storage.read('a')));
    expect(String(await open().read('a'))).toBe(
      String(await storage.read('a'))
    );
    expect(readdirSync(join(dir, 'files', 'blobs'))).toHaveLength(1);
  });

  it('[FILE-16] does not disturb who is reading the former file', async () => {
    const storage = open();
    await storage.put('a', Buffer.from('old'), 'x/y', phone);
    const reading = storage.open('a');
    await storage.put('a', Buffer.from('new'), 'x/y', phone);
    expect(String(await buffer(reading!))).toBe('old');
    expect(String(await storage.read('a'))).toBe('new');
  });

  it('[FILE-17] a copy has the bytes and an owner of its own', async () => {
    const storage = open();
    await storage.put('a', bytes, 'x/y', phone);
    expect(await storage.copy('a', 'b', other)).toMatchObject({
      path: 'b',
      size: 4,
      contentType: 'x/y',
      owner: other,
    });
    expect(await storage.copy('none', 'c', other)).toBeNull();
    await storage.remove('a');
    expect(await storage.read('b')).toEqual(bytes);
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

  it.each([
    ['READONLY', [true, true, true], [true, false, false]],
    ['PRIVATE', [true, false, false], [true, false, false]],
    ['ADMINWRITE', [true, true, true], [false, false, false]],
    ['ADMINONLY', [false, false, false], [false, false, false]],
  ] as const)('[FILE-18] may be the preset %s', async (preset, read, write) => {
    const storage = open();
    await storage.put('a', bytes, 'x/y', phone);
    storage.setRules(preset);
    const people = [phone, other, null];
    expect(people.map((who) => storage.mayRead('a', who))).toEqual(read);
    expect(people.map((who) => storage.mayWrite('a', who))).toEqual(write);
    expect(() => storage.setRules('PUBLIC' as never)).toThrow('no preset');
    expect(storage.rules()).toBe(preset);
  });

  it('[FILE-19] is not held up by a path that makes its pattern slow', () => {
    const storage = open({
      read: '/^(a+)+$/.test(resource.path) == true',
      write: false,
    });
    expect(storage.mayRead('aaa', null)).toBe(true);
    expect(storage.mayRead(`${'a'.repeat(60)}!`, null)).toBe(false);
    expect(storage.mayRead('aa', null)).toBe(true);
  });
});

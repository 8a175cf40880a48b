import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spawnCloud, type CloudProcess } from '../cloud/support/spawn-cloud';
import { serverApp } from './clients/server-client';

const PROJECT = fileURLToPath(new URL('./sample-project/', import.meta.url));
const DAY_MS = 24 * 3_600_000;
const PATIENT = { timeout: 15_000 };

let cloud: CloudProcess;

beforeAll(async () => {
  cloud = await spawnCloud({ project: PROJECT });
});
afterAll(() => cloud?.stop());

/** A guest in a process of its own, as the project's README starts it. */
async function guest(text: string): Promise<Record<string, unknown>> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['guest.mjs', cloud.url, cloud.env, text],
    { cwd: PROJECT }
  );
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

async function texts(): Promise<unknown[]> {
  const book = serverApp(cloud).database().collection('guestbook');
  const { data } = (await book.get()) as { data: { text: string }[] };
  return data.map(({ text }) => text);
}

describe('a whole project of somebody else', () => {
  it('[SDK-46] runs with its rules, functions and files as it stands', async () => {
    expect(await guest('hello')).toEqual({
      signed: true,
      forged: 'DATABASE_PERMISSION_DENIED',
      picture: 'a picture of hello',
      texts: ['hello'],
      removed: 0,
    });
    expect(await guest('away')).toMatchObject({
      texts: ['away', 'hello'],
      removed: 1,
    });
    expect(await texts()).toEqual(['hello']);
  });

  it('[SDK-47] is swept by its timer when the clock moves on', async () => {
    await cloud.door('POST', 'clock', { advanceMs: 2 * DAY_MS });
    await expect.poll(sweeps, PATIENT).toBe(1);
    expect(await texts()).toEqual(['hello']);
    await cloud.door('POST', 'clock', { advanceMs: 8 * DAY_MS });
    await expect.poll(texts, PATIENT).toEqual([]);
    // Its call is written down a moment after what it did is seen.
    await expect.poll(sweeps, PATIENT).toBe(2);
  });
});

/** How often the timer's function was called. */
async function sweeps(): Promise<number> {
  const calls: unknown = await cloud.door('GET', 'calls');
  return (calls as { functionName: string }[]).filter(
    ({ functionName }) => functionName === 'tidy'
  ).length;
}

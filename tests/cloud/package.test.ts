import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import tcb from '@cloudbase/node-sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/lib/repository';

const PACKAGE = path.join(ROOT, 'local-cloud');

/** Inside the repository, so that the package's dependencies are found. */
let dist: string;
let project: string;
let cloud: ChildProcess;
let url: string;

beforeAll(async () => {
  mkdirSync(path.join(ROOT, '.build'), { recursive: true });
  dist = mkdtempSync(path.join(ROOT, '.build/local-cloud-'));
  execFileSync(
    process.execPath,
    ['--import', 'tsx', 'scripts/build.ts', path.relative(PACKAGE, dist)],
    { cwd: PACKAGE }
  );
  project = mkdtempSync(path.join(tmpdir(), 'stranger-'));
  const hello = path.join(project, 'cloudfunctions/hello');
  mkdirSync(hello, { recursive: true });
  writeFileSync(
    path.join(hello, 'index.js'),
    'exports.main = async ({ name }) => ({ greeting: `你好，${name}` });'
  );
  writeFileSync(
    path.join(project, 'cloudbaserc.json'),
    JSON.stringify({
      envId: 'stranger-1',
      functionRoot: 'cloudfunctions',
      functions: [{ name: 'hello' }],
    })
  );
  cloud = spawn(
    process.execPath,
    [path.join(dist, 'main.js'), '--port', '0', '--data', ':memory:'],
    { cwd: project, stdio: ['ignore', 'pipe', 'ignore'] }
  );
  for await (const line of createInterface({ input: cloud.stdout! })) {
    ({ url } = JSON.parse(line) as { url: string });
    break;
  }
});

afterAll(() => {
  cloud?.kill('SIGTERM');
  for (const folder of [dist, project]) {
    if (folder) rmSync(folder, { recursive: true, force: true });
  }
});

const app = () =>
  tcb.init({
    env: 'stranger-1',
    secretId: 'local',
    secretKey: 'local',
    serviceUrl: `${url}/admin`,
  });

describe('the built package, beside a project it has never seen', () => {
  it('[ENV-5] runs its functions', async () => {
    const { result } = await app().callFunction({
      name: 'hello',
      data: { name: '小云' },
    });
    expect(result).toEqual({ greeting: '你好，小云' });
  });

  it('[ENV-5] keeps documents, and reads long beside the writer', async () => {
    const db = app().database();
    await db.createCollection('todos');
    for (const title of ['一', '二', '三'])
      await db.collection('todos').add({ title });
    const { data } = await db
      .collection('todos')
      .aggregate()
      .group({ _id: null, n: db.command.aggregate.sum(1) })
      .end();
    expect(data).toEqual([{ _id: null, n: 3 }]);
  });

  it('[ENV-5] shows its console without a bundler', async () => {
    const page = await fetch(`${url}/__local/console/`);
    expect(await page.text()).toContain('<script');
    const code = await fetch(`${url}/__local/console/app.js`);
    expect([code.status, (await code.text()).length > 10_000]).toEqual([
      200,
      true,
    ]);
  });

  it('[ENV-5] carries what runs and its documents, no test and no source', () => {
    const list = execFileSync(
      'npm',
      ['pack', '--dry-run', '--json', '--ignore-scripts'],
      { cwd: PACKAGE, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }
    );
    const [pack] = JSON.parse(list) as { files: { path: string }[] }[];
    const others = (pack?.files ?? [])
      .map((file) => file.path)
      .filter((file) => !file.startsWith('dist/'));
    expect(others.sort()).toEqual(['README.md', 'SPEC.md', 'package.json']);
  });
});

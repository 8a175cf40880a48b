import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { BIN, ROOT } from './paths.mjs';
import { Plain, say, seconds } from './say.mjs';

const SHARED = ['domain', 'package-lock.json', 'tsconfig.json'];

/** Each part: what it is made of, how it is made, where it ends up. */
const PARTS = [
  {
    key: 'functions',
    name: '云函数',
    inputs: ['cloudfunctions', 'scripts/build-functions.ts', ...SHARED],
    output: 'cloudfunctions/dist',
    args: [BIN.tsx, 'scripts/build-functions.ts'],
  },
  {
    key: 'phone',
    name: '手机页面',
    inputs: ['h5', 'miniprogram', ...SHARED],
    output: 'h5/dist',
    args: [BIN.tsx, 'h5/build.ts', '--minify'],
  },
  {
    key: 'admin',
    name: '管理后台',
    inputs: ['admin-web', ...SHARED],
    output: 'admin-web/dist',
    args: [BIN.vite, 'build', 'admin-web', '--logLevel', 'warn'],
  },
  {
    key: 'stage',
    name: '舞台',
    inputs: ['h5/stage', 'scripts/build-stage.ts', ...SHARED],
    output: 'h5/stage/dist',
    args: [BIN.tsx, 'scripts/build-stage.ts'],
  },
];

const NOT_INPUT = new Set([
  'dist',
  'node_modules',
  'miniprogram_npm',
  '.build',
  'README.md',
]);

/**
 * Builds every part whose inputs changed since its last build.
 * @throws Plain when a part does not build; its output is above.
 */
export async function ensureBuilt({ env = process.env, force = false } = {}) {
  for (const part of PARTS) {
    const hash = hashOf(part);
    const stamp = path.join(ROOT, '.build/built', part.key);
    if (!force && isBuilt(part, stamp, hash)) continue;
    await build(part, env);
    mkdirSync(path.dirname(stamp), { recursive: true });
    writeFileSync(stamp, hash);
  }
}

function isBuilt(part, stamp, hash) {
  if (!existsSync(path.join(ROOT, part.output))) return false;
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
}

function hashOf(part) {
  const hash = createHash('sha256').update(process.versions.node);
  for (const file of part.inputs.flatMap(filesUnder)) {
    hash.update(file).update(readFileSync(path.join(ROOT, file)));
  }
  return hash.digest('hex');
}

function filesUnder(relative) {
  const full = path.join(ROOT, relative);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [relative];
  const entries = readdirSync(full, { withFileTypes: true });
  return entries
    .filter(({ name }) => !NOT_INPUT.has(name) && !name.endsWith('.test.ts'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(({ name }) => filesUnder(`${relative}/${name}`));
}

async function build(part, env) {
  const started = Date.now();
  const child = spawn(process.execPath, part.args, {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Plain(`${output}\n${part.name}没有构建成功。`);
  say(`已构建${part.name}（${seconds(started)}）`);
}

import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './paths.mjs';
import { Plain, say, seconds } from './say.mjs';

const HEARTBEAT_MS = 10_000;

/**
 * Installs exactly what package-lock.json names, when something of it is not
 * there. Install scripts never run: no package here needs one.
 */
export async function ensureInstalled(root = ROOT) {
  const missing = missingPackages(root);
  if (missing === 0) return;
  const started = Date.now();
  say(`正在安装依赖（${missing} 个包，只有第一次需要，请稍等）…`);
  await npmInstall(root, started);
  say(`依赖已装好，用了 ${seconds(started)}。`);
}

/**
 * How many packages of the lock file are not installed in its version. npm
 * writes node_modules/.package-lock.json as its last step, so that a broken
 * installation counts as none.
 */
export function missingPackages(root) {
  const wanted = packagesOf(path.join(root, 'package-lock.json'));
  const there = packagesOf(path.join(root, 'node_modules/.package-lock.json'));
  let missing = 0;
  for (const [name, entry] of Object.entries(wanted)) {
    if (name === '') continue;
    const installed = there[name];
    // Optional packages of other platforms are never installed.
    if (!installed && entry.optional && Object.keys(there).length > 0) continue;
    if (installed?.version !== entry.version) missing += 1;
  }
  return missing;
}

function packagesOf(file) {
  if (!existsSync(file)) return {};
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

function npmInstall(root, started) {
  const { command, args, shell } = npmCommand();
  const options = ['--ignore-scripts', '--no-audit', '--no-fund'];
  const include = ['--include=dev', '--include=optional'];
  const child = spawn(command, [...args, 'ci', ...options, ...include], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell,
  });
  const heartbeat = setInterval(() => {
    say(`…仍在安装，已用 ${seconds(started)}`);
  }, HEARTBEAT_MS);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      clearInterval(heartbeat);
      if (code === 0) resolve();
      else reject(new Plain('依赖没有装上，原因见上面。请检查网络后再试。'));
    });
  });
}

/** The npm that started us, else the one in PATH (a .cmd file on Windows). */
function npmCommand() {
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js')) {
    return { command: process.execPath, args: [script], shell: false };
  }
  return { command: 'npm', args: [], shell: process.platform === 'win32' };
}

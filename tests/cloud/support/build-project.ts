import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const SOURCE = fileURLToPath(new URL('../functions/', import.meta.url));

/** A CloudBase project folder with built functions, outside the repository. */
export interface BuiltProject {
  dir: string;
  remove(): void;
}

export async function buildProject(): Promise<BuiltProject> {
  const dir = mkdtempSync(join(tmpdir(), 'local-cloud-project-'));
  await Promise.all(['everything', 'ticket'].map((name) => bundle(dir, name)));
  writeJson(dir, 'functions/everything/config.json', {
    permissions: {
      openapi: ['subscribeMessage.send', 'wxacode.getUnlimited'],
    },
  });
  writeJson(dir, 'cloudbaserc.json', {
    version: '2.0',
    envId: '{{env.NO_SUCH_VARIABLE}}',
    functionRoot: './functions',
    functions: [
      { name: 'everything', timeout: 10, runtime: 'Nodejs20.19' },
      {
        name: 'ticket',
        timeout: 10,
        envVariables: { LOGIN_KEY: '{{env.TCB_CUSTOM_LOGIN_KEY}}' },
      },
    ],
  });
  writeJson(dir, 'database-rules/items.json', { read: true, write: true });
  writeJson(dir, 'database-rules/secrets.json', 'ADMINONLY');
  writeJson(dir, 'database-rules/platform/indexes.json', {
    items: [
      {
        name: 'by_room',
        keys: [
          ['room', 1],
          ['n', -1],
        ],
      },
    ],
    unique: [{ name: 'name', keys: [['name', 1]], unique: true }],
  });
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

async function bundle(dir: string, name: string): Promise<void> {
  await build({
    entryPoints: [join(SOURCE, `${name}.mjs`)],
    outfile: join(dir, 'functions', name, 'index.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'error',
  });
}

function writeJson(dir: string, file: string, value: unknown): void {
  const path = join(dir, file);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, JSON.stringify(value));
}

/** A fresh data folder. */
export function dataFolder(): { dir: string; remove(): void } {
  const dir = mkdtempSync(join(tmpdir(), 'local-cloud-data-'));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

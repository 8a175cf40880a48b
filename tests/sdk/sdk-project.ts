import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const SOURCE = fileURLToPath(new URL('./functions/', import.meta.url));
const FUNCTIONS = ['echo', 'everything', 'login-key', 'wechat', 'whoami'];
const OPEN = { read: 'auth != null', write: 'auth != null' };

export interface ProjectFolder {
  dir: string;
  remove(): void;
}

/** A project with the functions of these tests, outside the repository. */
export async function sdkProject(): Promise<ProjectFolder> {
  const dir = mkdtempSync(join(tmpdir(), 'sdk-project-'));
  const write = (file: string, value: unknown): void => {
    mkdirSync(join(dir, file, '..'), { recursive: true });
    writeFileSync(join(dir, file), JSON.stringify(value));
  };
  await build({
    entryPoints: FUNCTIONS.map((name) => ({
      in: join(SOURCE, `${name}.ts`),
      out: `${name}/index`,
    })),
    outdir: join(dir, 'functions'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'error',
  });
  write('functions/wechat/config.json', {
    permissions: { openapi: ['subscribeMessage.send'] },
  });
  write('cloudbaserc.json', {
    envId: 'sdk-1a2b3c',
    functionRoot: 'functions',
    functions: FUNCTIONS.map((name) => ({
      name,
      timeout: 20,
      envVariables: { LOGIN_KEY: '{{env.TCB_CUSTOM_LOGIN_KEY}}' },
    })),
  });
  write('database-rules/things.json', OPEN);
  write('database-rules/closed.json', 'ADMINONLY');
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * What the mini-program needs of the domain at run time. Nothing outside
 * `miniprogramRoot` is in its package, so plain values are copied into it;
 * files that import zod stay outside and serve as types only.
 */
const ROOT = resolve(fileURLToPath(import.meta.url), '../..');
const TARGET = join(ROOT, 'miniprogram/contract');
/** The sentences of the phone; those of the hosted page stay outside. */
const COPY = ['phone', 'shared', 'chat', 'customer', 'agent', 'fill'].map(
  (name) => `copy/${name}.ts`
);
const NOTICE = '// Copied by scripts/contract-sync.ts; edit it in domain/.\n';

/** Copied files by name. */
export function contractFiles(): Record<string, string> {
  const values = readdirSync(join(ROOT, 'domain/values'))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => join('domain/values', name));
  return Object.fromEntries([
    ...values.map((path) => [basename(path), NOTICE + pureText(path)]),
    ...COPY.map((name) => [name, NOTICE + pureText(`domain/ui/${name}`)]),
  ]);
}

/** Names that differ between the domain and the mini-program's copy. */
export function driftedContractFiles(): string[] {
  const wanted = contractFiles();
  const present = new Set(
    readdirSync(TARGET, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => name.replaceAll('\\', '/'))
  );
  const stale = [...present].filter((name) => !(name in wanted));
  const changed = Object.entries(wanted).filter(
    ([name, text]) =>
      !present.has(name) || readFileSync(join(TARGET, name), 'utf8') !== text
  );
  return [...stale, ...changed.map(([name]) => name)];
}

function pureText(path: string): string {
  const text = readFileSync(join(ROOT, path), 'utf8');
  if (/^import .* from '(?!\.\/)/m.test(text)) {
    throw new Error(`${path} imports from elsewhere and cannot be copied`);
  }
  return text;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  rmSync(TARGET, { recursive: true, force: true });
  mkdirSync(TARGET, { recursive: true });
  for (const [name, text] of Object.entries(contractFiles())) {
    mkdirSync(join(TARGET, name, '..'), { recursive: true });
    writeFileSync(join(TARGET, name), text);
  }
}

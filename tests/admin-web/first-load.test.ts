import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { parse } from 'acorn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAdmin } from './admin-site';

const KB = 1_000;
/**
 * The vendor's SDK is a chunk of its own, fetched beside config.json. Each
 * route costs the page a few hundred bytes: the names of its chunks.
 */
const BUDGET = { page: 160 * KB, withCloud: 250 * KB };

interface Chunk {
  file: string;
  imports?: string[];
  isEntry?: boolean;
}

let built: Awaited<ReturnType<typeof buildAdmin>>;
let manifest: Record<string, Chunk>;

beforeAll(async () => {
  built = await buildAdmin();
  const file = path.join(built.folder, '.vite/manifest.json');
  manifest = JSON.parse(readFileSync(file, 'utf8'));
});
afterAll(() => built.remove());

/** The chunk and everything that it cannot start without. */
function withImports(key: string, seen = new Set<string>()): Set<string> {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key]?.imports ?? []) withImports(next, seen);
  return seen;
}

function gzipped(keys: Iterable<string>): number {
  return [...keys].reduce((sum, key) => {
    const file = path.join(built.folder, manifest[key]!.file);
    return sum + gzipSync(readFileSync(file)).length;
  }, 0);
}

function keyOf(name: string): string {
  const key = Object.keys(manifest).find((one) => one.endsWith(name));
  if (!key) throw new Error(`no chunk for ${name}`);
  return key;
}

describe('the first load of the admin page', () => {
  it('is under its budget before route chunks, without and with the SDK', () => {
    const page = withImports(keyOf('index.html'));
    const cloud = withImports(keyOf('cloudbase-port.ts'));
    const whole = new Set([...page, ...cloud]);
    console.log(
      `first load: ${gzipped(page)} bytes gzipped, ${gzipped(whole)} with the SDK`
    );
    expect(gzipped(page)).toBeLessThan(BUDGET.page);
    expect(gzipped(whole)).toBeLessThan(BUDGET.withCloud);
    expect([...whole].some((key) => key.endsWith('staff-page.vue'))).toBe(
      false
    );
  });

  it('names no other host and no address from the root', () => {
    const html = readFileSync(path.join(built.folder, 'index.html'), 'utf8');
    const addresses = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(
      ([, address]) => address
    );
    expect(addresses.length).toBeGreaterThan(2);
    for (const address of addresses) {
      expect(address).toMatch(/^(\.\/|data:)/);
    }
    const styles = readdirSync(path.join(built.folder, 'assets'))
      .filter((file) => file.endsWith('.css'))
      .map((file) =>
        readFileSync(path.join(built.folder, 'assets', file), 'utf8')
      );
    expect(styles.length).toBeGreaterThan(0);
    expect(styles.join('')).not.toMatch(/url\(\s*['"]?(https?:)?\/\//);
  });

  it('[A-N11] is syntax of ES2019 and dynamic import, no newer', () => {
    const assets = path.join(built.folder, 'assets');
    const newer: string[] = [];
    for (const file of readdirSync(assets)) {
      if (!file.endsWith('.js')) continue;
      // 2020 is the first that has import(); its other news are looked for.
      parse(readFileSync(path.join(assets, file), 'utf8'), {
        ecmaVersion: 2020,
        sourceType: 'module',
        onToken: ({ type }) => {
          if (['?.', '??'].includes(type.label)) newer.push(file);
        },
      });
    }
    expect(newer).toEqual([]);
  });
});

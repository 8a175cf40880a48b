import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { FUNCTION_NAMES } from '../../domain/actions/spec';
import {
  buildFunctions,
  FUNCTIONS_DIST,
  type BuiltFunction,
} from '../../scripts/build-functions';

/** A cold start reads all of it, so growth must be somebody's decision. */
const BUDGET = {
  account: 1350,
  admin: 1350,
  clock: 1350,
  conversation: 1350,
  download: 2400,
  wechat: 1500,
};

let built: BuiltFunction[] = [];
const textOf = (name: string) =>
  readFileSync(join(FUNCTIONS_DIST, name, 'index.js'), 'utf8');

/** What the bundle was made of, as its map says. */
function sourcesOf(name: string): string[] {
  const map = readFileSync(join(FUNCTIONS_DIST, name, 'index.js.map'), 'utf8');
  return (JSON.parse(map) as { sources: string[] }).sources;
}

beforeAll(async () => {
  built = await buildFunctions();
});

describe('the bundle', () => {
  for (const name of FUNCTION_NAMES) {
    it(`of ${name} stays below ${BUDGET[name]} kB`, () => {
      const bytes = built.find((one) => one.name === name)?.bytes;
      expect(bytes).toBeGreaterThan(0);
      expect((bytes ?? Infinity) / 1024).toBeLessThan(BUDGET[name]);
    });
  }

  it('calls WeChat in the one function that is allowed to', () => {
    const callers = FUNCTION_NAMES.filter((name) =>
      textOf(name).includes('wx-server-sdk')
    );
    expect(callers).toEqual(['wechat']);
    const config: unknown = JSON.parse(
      readFileSync(join(FUNCTIONS_DIST, 'wechat', 'config.json'), 'utf8')
    );
    expect(config).toEqual({
      permissions: {
        openapi: [
          'subscribeMessage.send',
          'wxacode.getUnlimited',
          'security.msgSecCheck',
          'security.mediaCheckAsync',
        ],
      },
    });
  });

  it('carries zod once, and only the language it speaks', () => {
    for (const name of FUNCTION_NAMES) {
      const zod = sourcesOf(name).filter((file) => file.includes('/zod/'));
      const roots = zod.map((file) => file.slice(0, file.indexOf('/zod/')));
      expect(new Set(roots).size).toBe(1);
      const locales = zod.filter((file) => file.includes('/locales/'));
      expect(locales.map((file) => file.split('/').at(-1))).toEqual(['en.js']);
    }
  });

  it('needs nothing to be installed beside it', () => {
    for (const name of FUNCTION_NAMES) {
      const folder = join(FUNCTIONS_DIST, name);
      expect(existsSync(join(folder, 'package.json'))).toBe(false);
    }
  });
});

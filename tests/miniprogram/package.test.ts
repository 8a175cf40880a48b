import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { transformSync } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { actions } from '../../domain/actions';
import { COPY } from '../../domain/ui/copy/phone';
import { functionOf } from '../../miniprogram/services/call';
import { driftedContractFiles } from '../../scripts/contract-sync';
import {
  isOwn,
  isSubpackage,
  miniprogramClosure,
  type Closure,
} from '../../scripts/miniprogram-closure';

const ROOT = resolve(__dirname, '../..');
const MAIN_BUDGET = 1_000_000;
const AGENT_BUDGET = 200_000;

/** The drawing of each page that app.json names. */
function pagesOfApp(): string[] {
  const app = JSON.parse(
    readFileSync(join(ROOT, 'miniprogram/app.json'), 'utf8')
  ) as { pages: string[]; subpackages: { root: string; pages: string[] }[] };
  const inPackages = app.subpackages.flatMap(({ root, pages }) =>
    pages.map((page) => `${root}/${page}`)
  );
  return [...app.pages, ...inPackages].map(
    (page) => `miniprogram/${page}.wxml`
  );
}

let closure: Closure;
beforeAll(async () => {
  closure = await miniprogramClosure();
});

/** Bytes as a phone gets them: types are gone. */
function sizeOf(file: string): number {
  const text = readFileSync(file, 'utf8');
  if (!file.endsWith('.ts')) return Buffer.byteLength(text);
  return Buffer.byteLength(transformSync(text, { loader: 'ts' }).code);
}

const total = (files: string[]) =>
  files.reduce((sum, file) => sum + sizeOf(file), 0);

describe('the package of the mini-program', () => {
  it('finds every component that a page or component uses', () => {
    expect(closure.unresolved).toEqual([]);
  });

  it('imports nothing at run time from outside its root but TDesign', () => {
    const foreign = closure.files
      .filter((file) => !isOwn(file))
      .map((file) => relative(ROOT, file))
      .filter((file) => !file.startsWith('node_modules/tdesign-miniprogram/'))
      .filter((file) => !file.startsWith('node_modules/tslib/'));
    expect(foreign).toEqual([]);
  });

  it('imports no schema, hence no zod', () => {
    const names = closure.files.map((file) => relative(ROOT, file));
    expect(names.filter((name) => name.includes('zod'))).toEqual([]);
    expect(names.filter((name) => name.startsWith('domain/'))).toEqual([]);
  });

  it('keeps the main package under 1 MB and the agent package under 0.2 MB', () => {
    const main = total(closure.files.filter((file) => !isSubpackage(file)));
    const agent = total(closure.files.filter(isSubpackage));
    console.info(`main ${main} bytes, agent ${agent} bytes`);
    expect(main).toBeLessThan(MAIN_BUDGET);
    expect(agent).toBeLessThan(AGENT_BUDGET);
  });

  it('has no page that app.json does not know and none that is missing', () => {
    const names = closure.files.map((file) => relative(ROOT, file));
    const pages = names.filter((name) => /\/pages\/.+\.wxml$/.test(name));
    expect(pages.toSorted()).toEqual(pagesOfApp().toSorted());
  });
});

describe('the contract', () => {
  it('is copied from the domain without a difference', () => {
    expect(driftedContractFiles()).toEqual([]);
  });

  it('sends every action to the function that serves it', () => {
    for (const [name, spec] of Object.entries(actions)) {
      expect([name, functionOf(name as keyof typeof actions)]).toEqual([
        name,
        spec.in,
      ]);
    }
  });
});

describe('the copy', () => {
  it('uses no exclamation mark and no 亲', () => {
    const wrong = Object.entries(COPY).filter(([, text]) =>
      /[!！亲]/.test(text)
    );
    expect(wrong).toEqual([]);
  });

  it('is used on phone or web, every sentence of it', () => {
    const web = join(ROOT, 'admin-web/src');
    const webFiles = readdirSync(web, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ts|vue)$/.test(file))
      .map((file) => join(web, file));
    const code = closure.files
      .filter((file) => isOwn(file) && file.endsWith('.ts'))
      .filter((file) => !file.includes('/contract/'))
      .concat(webFiles)
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    const unused = Object.keys(COPY).filter(
      (key) => !new RegExp(`COPY\\.${key}\\b`).test(code)
    );
    expect(unused).toEqual([]);
  });
});

describe('services', () => {
  it('touch the phone only through their ports', () => {
    const services = closure.files.filter((file) =>
      relative(ROOT, file).startsWith('miniprogram/services/')
    );
    expect(services.length).toBeGreaterThan(15);
    const forbidden = /\b(wx\.|Date\.now|setTimeout|setInterval|Math\.random)/;
    const wrong = services.filter((file) =>
      forbidden.test(readFileSync(file, 'utf8').replace(/\/\*[^]*?\*\//g, ''))
    );
    expect(wrong).toEqual([]);
  });
});

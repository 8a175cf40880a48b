import { describe, expect, it } from 'vitest';
import { readText, repositoryFiles } from '../../scripts/lib/repository';
import { readImports, targetOf } from './read-imports';

/** Whose code may be in the program of whom. Everybody may use himself. */
const ALLOWED: Record<string, readonly string[]> = {
  domain: [],
  cloudfunctions: ['domain'],
  miniprogram: [],
  // The phone's services run in the hosted page as they are (ADR 0023).
  'admin-web': [
    'domain',
    'miniprogram/services',
    'miniprogram/views',
    'h5/cloud',
  ],
  h5: ['domain', 'miniprogram'],
  'local-cloud': [],
};
/** Whose types may be named where his code may not be. */
const TYPES: Record<string, readonly string[]> = { miniprogram: ['domain'] };

const isTest = (file: string): boolean =>
  /\.test\.ts$|(^|\/)testing\//.test(file);

interface Arrow {
  file: string;
  specifier: string;
  from: string;
  to: string;
  typeOnly: boolean;
}

const sources = repositoryFiles().filter((file) =>
  /\.(ts|mts|mjs|vue)$/.test(file)
);

function arrowsOf(file: string): Arrow[] {
  const from = file.split('/')[0] ?? '';
  return readImports(readText(file), file).flatMap(
    ({ specifier, typeOnly }) => {
      const target = targetOf(file, specifier);
      const to = target?.split('/')[0] ?? '';
      if (target === null || to === from) return [];
      return [{ file, specifier, from, to, typeOnly }];
    }
  );
}

function isAllowed({ file, specifier, from, to, typeOnly }: Arrow): boolean {
  if (!(from in ALLOWED)) return true;
  const target = `${targetOf(file, specifier) ?? ''}/`;
  const allowed = ALLOWED[from] ?? [];
  if (allowed.some((one) => target.startsWith(`${one}/`))) return true;
  if (typeOnly && TYPES[from]?.includes(to)) return true;
  // A test may start what it tests with; only local-cloud stays a stranger.
  if (!isTest(file)) return false;
  return from === 'local-cloud' ? to === 'tests' : true;
}

const arrows = sources.flatMap(arrowsOf);
const written = (arrow: Arrow): string => `${arrow.file} → ${arrow.specifier}`;

describe('the direction of imports', () => {
  it('reads real arrows', () => {
    expect(arrows.length).toBeGreaterThan(20);
  });

  it('points from the product to the domain and nowhere else', () => {
    const wrong = arrows.filter((arrow) => !isAllowed(arrow));
    expect(wrong.map(written)).toEqual([]);
  });

  it('keeps the domain free of SDKs, I/O and everything but zod', () => {
    const wrong = sources
      .filter((file) => file.startsWith('domain/') && !isTest(file))
      .flatMap((file) =>
        readImports(readText(file), file)
          .filter(({ specifier }) => targetOf(file, specifier) === null)
          .filter(({ specifier }) => specifier !== 'zod')
          .map(({ specifier }) => `${file} → ${specifier}`)
      );
    expect(wrong).toEqual([]);
  });

  it('lets no noun of the domain import the schema of another', () => {
    const noun = (path: string | null): string =>
      /^domain\/(\w+)\/schema$/.exec(path ?? '')?.[1] ?? '';
    const wrong = sources
      .filter((file) => noun(file.replace(/\.ts$/, '')) !== '')
      .flatMap((file) =>
        readImports(readText(file), file)
          .filter(({ specifier }) => noun(targetOf(file, specifier)) !== '')
          .map(({ specifier }) => `${file} → ${specifier}`)
      );
    expect(wrong).toEqual([]);
  });
});

describe('the reader of imports', () => {
  const read = (source: string, file = 'a/b.ts') => readImports(source, file);

  it('knows what is gone when the program runs', () => {
    expect(
      read(
        "import type { A } from './a'; import { type B } from './b';" +
          "import { C, type D } from './c'; export * from './e';" +
          "type F = import('./f').F; await import('./g'); import './h'"
      ).map(({ specifier, typeOnly }) => `${specifier} ${typeOnly}`)
    ).toEqual([
      './a true',
      './b false',
      './c false',
      './e false',
      './f true',
      './g false',
      './h false',
    ]);
  });

  it('reads the script of a page and no comment', () => {
    expect(
      read(
        "<template><p>import 'x'</p></template><script setup lang=\"ts\">\n// import './no'\nimport { a } from './yes'\n</script>",
        'a/b.vue'
      )
    ).toEqual([{ specifier: './yes', typeOnly: false }]);
  });

  it('finds the folder that a path means', () => {
    expect(targetOf('h5/cloud/bridge.ts', '../../domain/errors')).toBe(
      'domain/errors'
    );
    expect(targetOf('h5/cloud/bridge.ts', 'zod')).toBeNull();
  });
});

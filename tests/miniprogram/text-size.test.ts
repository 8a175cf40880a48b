import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { textScaleOf } from '../../miniprogram/platform/text-size';

const ROOT = resolve(import.meta.dirname, '../../miniprogram');

const filesOf = (ending: string) =>
  readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith(ending) && !path.startsWith('miniprogram_npm')
  );

describe('the size of text', () => {
  it('follows what the person chose in WeChat, in four steps', () => {
    const steps = [15, 16, 17, 18, 19, 20, 21, 22, 23.8].map((px) =>
      textScaleOf({ fontSizeSetting: px })
    );
    expect(steps).toEqual([1, 1, 1, 1.1, 1.1, 1.25, 1.25, 1.25, 1.4]);
    expect(textScaleOf({ fontSizeScaleFactor: 2, fontSizeSetting: 17 })).toBe(
      1.4
    );
    expect(textScaleOf({})).toBe(1);
  });

  it('is told to every page before anything else of it', () => {
    const { pages, subpackages } = JSON.parse(
      readFileSync(join(ROOT, 'app.json'), 'utf8')
    ) as {
      pages: string[];
      subpackages: { root: string; pages: string[] }[];
    };
    const all = [
      ...pages,
      ...subpackages.flatMap(({ root, pages: own }) =>
        own.map((page) => `${root}/${page}`)
      ),
    ];
    const without = all.filter((page) => {
      const text = readFileSync(join(ROOT, `${page}.wxml`), 'utf8');
      return !text.startsWith('<page-meta page-style="{{textStyle}}" />');
    });
    expect(without).toEqual([]);
  });

  it('moves every sentence: no size of text stands alone', () => {
    // The bar beside WeChat's own keys and what fits in a dot keep theirs.
    const fixed = /nav-bar\.wxss$|^styles\//;
    const alone = filesOf('.wxss')
      .filter((path) => !fixed.test(path))
      .flatMap((path) => {
        const text = readFileSync(join(ROOT, path), 'utf8');
        const rules = text.matchAll(/([^{}]+)\{([^{}]*)\}/g);
        return [...rules]
          .filter(([, , body]) => /font-size: \d+r?px/.test(body ?? ''))
          .map(([, selector]) => `${path} ${selector?.trim()}`)
          .filter((name) => !/badge|emoji|\.figure|\.dot/.test(name));
      });
    expect(alone).toEqual([]);
  });
});

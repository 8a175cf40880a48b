import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryProject } from '../testing/write-miniprogram';
import type { TemporaryProject } from '../testing/write-miniprogram';
import { convertValues } from './convert-values';
import { parseWxss } from './inline-imports';
import { Problems } from './problems';
import { scopeSelectors } from './scope-selectors';
import type { Scope } from './scope-selectors';

let project: TemporaryProject;

beforeEach(() => {
  project = temporaryProject();
});

afterEach(() => project.remove());

function compile(wxss: string, scope: Scope = {}, problems = new Problems()) {
  project.write('a.wxss', wxss);
  const file = path.join(project.root, 'a.wxss');
  const root = parseWxss(file, fs.realpathSync(project.root), problems);
  convertValues(root);
  scopeSelectors(root, scope);
  return root.toString();
}

test('rpx follow the width of the phone, also negative and broken ones', () => {
  expect(compile('.a{margin:-1.5rpx 20rpx}')).toBe(
    '.a{margin:calc(-1.5 * var(--rpx)) calc(20 * var(--rpx))}'
  );
});

test('built-in tags and the page are renamed, nothing else', () => {
  expect(compile('page{} view .view > text{} .page{}')).toBe(
    '.mp-page{} wx-view .view > wx-text{} .page{}'
  );
});

test('an isolated component gets its classes and its host', () => {
  const css = compile(':host{} .a.b:not(.c)::after{} page .a{}', {
    prefix: 'x1',
  });
  expect(css).toBe(
    '[wx-host=x1]{} .x1--a.x1--b:not(.x1--c)::after{} .mp-page .x1--a{}'
  );
});

test('rules of a page reach that page alone, without more weight', () => {
  expect(compile('page{} .a,.b{}', { page: 'pages/a' })).toBe(
    ':where([data-mp-page="pages/a"]).mp-page{} ' +
      ':where([data-mp-page="pages/a"]) .a,:where([data-mp-page="pages/a"]) .b{}'
  );
});

test('dark media and keyframes stay as they are', () => {
  const css =
    '@media (prefers-color-scheme:dark){.a{color:#fff}}' +
    '@keyframes k{from{top:0}50%{top:1px}}';
  expect(compile(css)).toBe(css);
});

test('the safe area is the one of the drawn phone', () => {
  const css = compile(
    '.a{padding-bottom:constant(safe-area-inset-bottom);' +
      'padding-bottom:calc(8rpx + env(safe-area-inset-bottom))}'
  );
  expect(css).toBe(
    '.a{padding-bottom:calc(calc(8 * var(--rpx)) + var(--safe-area-bottom))}'
  );
});

test('imports are taken in, by path and by miniprogram_npm', () => {
  project.write('styles/b.wxss', '.b{}');
  expect(compile("@import './styles/b.wxss'; .a{}")).toBe('.b{} .a{}');
  expect(compile('@import url("/styles/b.wxss");')).toBe('.b{}');
  const theme = 'tdesign-miniprogram/common/style/theme/_light.wxss';
  expect(compile(`@import 'miniprogram_npm/${theme}';`)).toContain('--td-');
});

test('an import that WeChat would not find is an error', () => {
  const problems = new Problems();
  const theme = 'tdesign-miniprogram/common/style/theme/_light.wxss';
  compile(`@import '${theme}';@import './no.wxss';`, {}, problems);
  expect(problems.errors).toHaveLength(2);
});

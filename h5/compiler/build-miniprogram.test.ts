import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryProject, tinyProject } from '../testing/write-miniprogram';
import type { TemporaryProject } from '../testing/write-miniprogram';
import { buildMiniprogram } from './build-miniprogram';

const REAL = path.resolve(import.meta.dirname, '../../miniprogram');

let project: TemporaryProject;

beforeEach(() => {
  project = tinyProject();
});

afterEach(() => project.remove());

function build() {
  return buildMiniprogram({ root: project.root, outDir: project.outDir });
}

function output(file: string): string {
  return fs.readFileSync(path.join(project.outDir, file), 'utf8');
}

test('a changed line of WXML is in the output, the old one is gone', async () => {
  await build();
  expect(output('app.js').includes('原来的一行')).toBe(true);
  const wxml = path.join(project.root, 'pages/one/index.wxml');
  const text = fs.readFileSync(wxml, 'utf8');
  fs.writeFileSync(wxml, text.replace('原来的一行', '改过的一行'));
  await build();
  expect(output('app.js').includes('改过的一行')).toBe(true);
  expect(output('app.js').includes('原来的一行')).toBe(false);
});

test('so it is with the product: the files served come from its sources', async () => {
  project.remove();
  project = temporaryProject();
  fs.cpSync(REAL, project.root, { recursive: true });
  const app = JSON.parse(
    fs.readFileSync(path.join(REAL, 'app.json'), 'utf8')
  ) as { pages: string[] };
  const wxml = path.join(project.root, `${app.pages[0]}.wxml`);
  fs.appendFileSync(wxml, '\n<view>这一行只在副本里</view>\n');
  const { warnings } = await build();
  expect(output('app.js').includes('这一行只在副本里')).toBe(true);
  expect(
    warnings.filter((text) => !text.startsWith('miniprogram_npm/'))
  ).toEqual([]);
});

test('all that is missing is named at once', async () => {
  project.write(
    'pages/one/index.json',
    '{"usingComponents":{"x-a":"/components/a/index","x-b":"nobody/b/b"}}'
  );
  await expect(build()).rejects.toThrow(
    /component "\/components\/a\/index"[^]*component "nobody\/b\/b"/
  );
  project.write('app.json', '{"pages":["pages/one/index","pages/two/index"]}');
  await expect(build()).rejects.toThrow(
    /pages\/two\/index.wxml is missing[^]*pages\/two\/index.ts is missing/
  );
});

test.each([
  ['<x-unknown/>', /<x-unknown> is neither built in nor used/],
  ['<video/>', /<video> is neither/],
  ['<image src="/assets/no.png"/>', /\/assets\/no.png does not exist/],
  ['<wxs module="m">var = ;</wxs>', /<wxs>: Unexpected token/],
  ['<wxs module="m" src="./no.wxs"/>', /pages\/one\/no.wxs is missing/],
  ['<import src="./no.wxml"/>', /pages\/one\/no.wxml is missing/],
  ['<view wx:for="{{a', /index.wxml:1:/],
])('a build of %s fails and says why', async (wxml, reason) => {
  project.write('pages/one/index.wxml', wxml);
  await expect(build()).rejects.toThrow(reason);
});

test('a script that does not parse fails the build', async () => {
  project.write('pages/one/index.ts', 'Page({');
  await expect(build()).rejects.toThrow(/Expected/);
});

test('pictures are copied, sources are not', async () => {
  project.write('assets/a.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await build();
  expect(fs.existsSync(path.join(project.outDir, 'assets/a.svg'))).toBe(true);
  expect(fs.existsSync(path.join(project.outDir, 'app.ts'))).toBe(false);
  expect(fs.existsSync(path.join(project.outDir, 'pages'))).toBe(false);
});

test('icons named in the source are local pictures, and only those', async () => {
  project.write(
    'pages/one/index.json',
    '{"usingComponents":{"t-icon":"tdesign-miniprogram/icon/icon"}}'
  );
  project.write(
    'pages/one/index.wxml',
    "<t-icon name=\"{{x ? 'swap' : 'lock-on'}}\"/>"
  );
  await build();
  const icons = fs.readdirSync(path.join(project.outDir, 'icons'));
  expect(icons).toEqual(expect.arrayContaining(['swap.svg', 'lock-on.svg']));
  expect(icons.length).toBeLessThan(200);
  const css = output('app.css');
  expect(css).not.toContain('@font-face');
  expect(css).not.toMatch(/url\(["']?(https?:)?\/\//);
  expect(css).toContain('url(icons/swap.svg)');
});

test('nothing in the page points to another machine', async () => {
  await build();
  expect(output('phone.html')).not.toMatch(/(src|href)="https?:/);
});

import { beforeEach, expect, test } from 'vitest';
import type { Page } from './page';
import { Router } from './router';
import type { PageUrl } from './url';

let log: string[];
let router: Router;

function fakePage({ path }: PageUrl): Page {
  const note = (what: string) => () => void log.push(`${what} ${path}`);
  const page = {
    route: path,
    load: note('load'),
    show: note('show'),
    hide: note('hide'),
    destroy: note('unload'),
  };
  return page as unknown as Page;
}

beforeEach(() => {
  log = [];
  router = new Router({
    hasPage: (path) => path !== 'nowhere',
    tabPages: ['tab'],
    create: fakePage,
    changed: () => undefined,
  });
  router.reLaunch('/a');
  log = [];
});

test('navigateTo covers, navigateBack uncovers', () => {
  router.navigateTo('/b');
  router.navigateBack();
  expect(log).toEqual(['hide a', 'load b', 'show b', 'unload b', 'show a']);
  expect(router.pages).toHaveLength(1);
});

test('redirectTo replaces the page on top, reLaunch all of them', () => {
  router.navigateTo('/b');
  router.redirectTo('/c');
  router.reLaunch('/d');
  expect(log.slice(3)).toEqual([
    'unload b',
    'load c',
    'show c',
    'unload c',
    'unload a',
    'load d',
    'show d',
  ]);
});

test('back goes no further than the first page', () => {
  router.navigateTo('/b');
  router.navigateTo('/c');
  router.navigateBack(9);
  expect(router.top?.route).toBe('a');
  expect(() => router.navigateBack()).toThrow('at first page');
});

test('a page is already on the stack while it loads', () => {
  let depth = 0;
  const nosy: Router = new Router({
    hasPage: () => true,
    tabPages: [],
    create: (address) => {
      const load = () => {
        depth = nosy.pages.length;
      };
      return Object.assign(fakePage(address), { load });
    },
    changed: () => undefined,
  });
  nosy.reLaunch('/a');
  expect(depth).toBe(1);
});

test.each([
  ['navigateTo', '/nowhere', 'page "nowhere" is not found'],
  ['navigateTo', '/tab', 'can not navigateTo a tabbar page'],
  ['redirectTo', '/tab', 'can not redirectTo a tabbar page'],
  ['switchTab', '/b', 'can not switch to no-tabBar page'],
] as const)('%s %s is refused and nothing moves', (call, url, reason) => {
  expect(() => router[call](url)).toThrow(reason);
  expect(log).toEqual([]);
});

test('the stack ends at ten pages', () => {
  for (let n = 1; n < 10; n += 1) router.navigateTo(`/p${n}`);
  expect(() => router.navigateTo('/p10')).toThrow('webview count limit exceed');
  expect(router.pages).toHaveLength(10);
});

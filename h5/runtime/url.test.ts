import { expect, test } from 'vitest';
import { formatPageUrl, parsePageUrl } from './url';

test('a relative url starts at the page it is used on', () => {
  const base = 'packages/agent/pages/list/index';
  expect(parsePageUrl('../chat/index?id=1', base).path).toBe(
    'packages/agent/pages/chat/index'
  );
  expect(parsePageUrl('/pages/chat/index', base).path).toBe('pages/chat/index');
});

test('a query is handed over as written', () => {
  const { query } = parsePageUrl('/a/b?scene=x%3D1&empty&eq=a=b');
  expect(query).toEqual({ scene: 'x%3D1', empty: '', eq: 'a=b' });
});

test('an address is written as it was read', () => {
  const url = 'a/b?c=%20&d=?';
  expect(formatPageUrl(parsePageUrl(`/${url}`))).toBe(url);
});

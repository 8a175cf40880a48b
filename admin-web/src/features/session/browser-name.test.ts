import { expect, it } from 'vitest';
import { browserName } from './browser-name';

it('names a browser and its system, and leaves out what it does not know', () => {
  const edge =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 ' +
    '(KHTML, like Gecko) Chrome/120.0 Safari/537.36 Edg/120.0';
  const safari =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) ' +
    'AppleWebKit/605.1 (KHTML, like Gecko) Version/17.0 Mobile Safari/604.1';
  expect(browserName(edge)).toBe('Edge · Windows');
  expect(browserName(safari)).toBe('Safari · iOS');
  expect(browserName('Mozilla/5.0 (X11; Linux x86_64) Gecko')).toBe('Linux');
  expect(browserName('curl/8')).toBe('');
});

import { expect, it } from 'vitest';
import { playableUrl } from './phone-files';

it.each([
  [
    '/packages/agent/assets/new-message.wav',
    './packages/agent/assets/new-message.wav',
  ],
  ['blob:http://127.0.0.1/1#a.mp3', 'blob:http://127.0.0.1/1#a.mp3'],
  ['https://files.example/a.mp3', 'https://files.example/a.mp3'],
])('%s is read from where the mini-program lies', async (path, url) => {
  expect(await playableUrl(path)).toBe(url);
});

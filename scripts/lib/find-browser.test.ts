import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findBrowser } from './find-browser.mjs';

const machine = (
  platform: string,
  env: Record<string, string>,
  ...installed: string[]
) =>
  findBrowser({
    platform,
    env,
    exists: (file) => installed.includes(file.split(path.sep).join('/')),
  });

describe('looking for a browser', () => {
  it('takes CHROME_PATH before everything else', () => {
    const env = { CHROME_PATH: '/my/chrome', PATH: '/usr/bin' };
    expect(machine('linux', env, '/my/chrome', '/usr/bin/chromium')).toBe(
      '/my/chrome'
    );
  });

  it('finds Chromium, Chrome and Edge in PATH', () => {
    const env = { PATH: '/bin:/usr/bin' };
    for (const name of ['chromium', 'google-chrome', 'microsoft-edge']) {
      expect(machine('linux', env, `/usr/bin/${name}`)).toBe(
        `/usr/bin/${name}`
      );
    }
  });

  it('knows the usual places of each system', () => {
    const mac =
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge';
    expect(machine('darwin', { HOME: '/h' }, mac)).toBe(mac);
    const windows = 'C:/Program Files/Google/Chrome/Application/chrome.exe';
    expect(
      machine('win32', { PROGRAMFILES: 'C:/Program Files' }, windows)
    ).toBe(windows);
    expect(machine('linux', {}, '/opt/google/chrome/chrome')).toBe(
      '/opt/google/chrome/chrome'
    );
  });

  it('says null where there is none', () => {
    expect(machine('linux', { PATH: '/usr/bin' })).toBeNull();
  });
});

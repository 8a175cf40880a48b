import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { findBrowser } from './find-browser.mjs';
import { Plain, say } from './say.mjs';

/**
 * The browser that the tests use. On Debian and Ubuntu as root Chromium,
 * a Chinese font and one with emoji are installed when there is none.
 * @throws Plain saying what to do where we cannot install one.
 */
export function ensureBrowser() {
  const found = findBrowser();
  if (found) return found;
  if (mayInstall()) installChromium();
  const installed = findBrowser();
  if (installed) return installed;
  throw new Plain(
    '测试需要一个浏览器：请安装 Chrome、Chromium 或 Edge，' +
      '或用环境变量 CHROME_PATH 指出它的位置，然后再试。'
  );
}

function mayInstall() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  if (!existsSync('/etc/os-release')) return false;
  const release = readFileSync('/etc/os-release', 'utf8');
  return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(release);
}

function installChromium() {
  say('没有找到浏览器，正在安装 Chromium（只有第一次需要）…');
  apt(['update', '-qq']);
  const fonts = ['fonts-noto-cjk', 'fonts-noto-color-emoji'];
  apt(['install', '-y', '-qq', 'chromium', ...fonts]);
}

function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', args, { stdio: 'inherit', env });
}

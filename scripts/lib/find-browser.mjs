import { existsSync } from 'node:fs';
import path from 'node:path';

const NAMES = {
  linux: [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
    'microsoft-edge-stable',
  ],
  win32: ['chrome.exe', 'msedge.exe', 'chromium.exe'],
  darwin: ['chromium', 'google-chrome'],
};

const MAC = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const WINDOWS = [
  'Google/Chrome/Application/chrome.exe',
  'Chromium/Application/chrome.exe',
  'Microsoft/Edge/Application/msedge.exe',
];

const LINUX = ['/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge'];

/**
 * The first installed Chrome, Chromium or Edge: CHROME_PATH, then PATH, then
 * the usual places of this system. null: none.
 */
export function findBrowser({
  env = process.env,
  platform = process.platform,
  exists = existsSync,
} = {}) {
  const candidates = [
    ...(env.CHROME_PATH ? [env.CHROME_PATH] : []),
    ...inPath(env, platform),
    ...usualPlaces(env, platform),
  ];
  return candidates.find((file) => exists(file)) ?? null;
}

function inPath(env, platform) {
  const windows = platform === 'win32';
  const folders = (env.PATH ?? env.Path ?? '').split(windows ? ';' : ':');
  const names = NAMES[platform] ?? NAMES.linux;
  return names.flatMap((name) =>
    folders.filter(Boolean).map((folder) => path.join(folder, name))
  );
}

function usualPlaces(env, platform) {
  if (platform === 'darwin') {
    const homes = ['/Applications', path.join(env.HOME ?? '/', 'Applications')];
    return homes.flatMap((home) => MAC.map((app) => path.join(home, app)));
  }
  if (platform !== 'win32') return LINUX;
  return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
    .filter(Boolean)
    .flatMap((home) => WINDOWS.map((app) => path.join(home, app)));
}

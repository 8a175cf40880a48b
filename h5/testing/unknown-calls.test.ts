import { afterEach, beforeEach, expect, test } from 'vitest';
import { mountApp } from './mount-app';
import type { MountedApp } from './mount-app';
import { tinyProject } from './write-miniprogram';
import type { TemporaryProject } from './write-miniprogram';

let project: TemporaryProject;
let app: MountedApp;

beforeEach(async () => {
  project = tinyProject();
  app = await mountApp({ root: project.root, route: 'pages/one/index' });
});

afterEach(async () => {
  await app.close();
  project.remove();
});

function wx(): Record<string, unknown> {
  return (app.window as unknown as { wx: Record<string, unknown> }).wx;
}

test('an unknown call of wx throws with its name and is recorded', () => {
  expect(() => wx()['startFacialRecognition']).toThrow(
    'wx.startFacialRecognition is not provided by this host'
  );
  expect(app.errors().join()).toContain('wx.startFacialRecognition');
});

test('without a cloud wx.cloud is unknown too', () => {
  expect(() => wx()['cloud']).toThrow('wx.cloud');
});

test('canIUse tells what is there, without an error', () => {
  const canIUse = wx()['canIUse'] as (schema: string) => boolean;
  expect(canIUse('getStorageSync')).toBe(true);
  expect(canIUse('scroll-view.refresher-enabled')).toBe(true);
  expect(canIUse('startFacialRecognition')).toBe(false);
  expect(app.errors()).toEqual([]);
});

test('storage is kept by type and apart for each session', () => {
  const call = wx() as Record<string, (...args: unknown[]) => unknown>;
  call['setStorageSync']?.('a', { n: [1] });
  expect(call['getStorageSync']?.('a')).toEqual({ n: [1] });
  expect(call['getStorageSync']?.('b')).toBe('');
  const keys = Object.keys(app.window.localStorage);
  expect(keys).toEqual(['phone:default:a']);
});

import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { mountApp } from './mount-app';
import type { MountedApp } from './mount-app';

const GALLERY = path.join(import.meta.dirname, '../gallery/miniprogram');

let app: MountedApp;

async function mount(route: string, cloud?: unknown): Promise<void> {
  app = await mountApp({ root: GALLERY, route, cloud });
}

afterEach(async () => {
  expect(app.errors()).toEqual([]);
  await app.close();
});

test('a tap opens another page and its lifecycles run', async () => {
  await mount('pages/home/index');
  const cell = app.byText('默认导航栏');
  if (!cell) throw new Error('the cell is not drawn');
  app.tap(cell);
  await expect.poll(() => app.page().route).toBe('pages/plain/index');
  await expect.poll(() => app.page().data['log']).toBe('加载 a%20b 显示 就绪');
});

test('typing reaches the page through t-input', async () => {
  await mount('pages/forms/index');
  app.type(app.find('input'), 'A7');
  await expect.poll(() => app.page().data['code']).toBe('A7');
});

test('two mounts are two phones', async () => {
  await mount('pages/forms/index');
  const other = await mountApp({ root: GALLERY, route: 'pages/forms/index' });
  other.type(other.find('input'), 'B8');
  await expect.poll(() => other.page().data['code']).toBe('B8');
  expect(app.page().data['code']).toBe('');
  await other.close();
});

test('a test gives the phone its own cloud', async () => {
  const cloud = { marker: 1 };
  await mount('pages/plain/index', cloud);
  const { wx } = app.window as unknown as { wx: { cloud: unknown } };
  expect(wx.cloud).toBe(cloud);
});

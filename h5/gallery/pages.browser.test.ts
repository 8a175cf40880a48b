import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { GalleryPhone } from './gallery-phone';

const phone = new GalleryPhone();

beforeAll(() => phone.start());

afterEach(async () => {
  expect(await phone.leave()).toEqual([]);
});

afterAll(() => phone.stop());

test('a cell opens a page by a relative url, its query stays encoded', async () => {
  await phone.open('home');
  await phone.words('默认导航栏').click();
  await expect
    .poll(() => phone.page.url())
    .toContain('#/pages/plain/index?from=home');
  await expect.poll(() => phone.field('log')).toBe('加载 a%20b 显示 就绪');
  await phone.page.getByRole('button', { name: '返回' }).click();
  await expect.poll(() => phone.page.url()).toContain('#/pages/home/index');
});

test('a page with the default bar starts below it, also what is fixed', async () => {
  await phone.open('plain');
  const box = await phone.words('固定在页面顶上').boundingBox();
  expect(box?.y).toBe(88);
  await expect.poll(() => phone.page.title()).toBe('默认导航栏');
});

test('leaving and coming back calls onHide and onShow', async () => {
  await phone.open('plain');
  await phone.page.evaluate(() => {
    const { __phone } = window as unknown as {
      __phone: { hide(): void; show(): void };
    };
    __phone.hide();
    __phone.show();
  });
  await expect.poll(() => phone.field('log')).toBe('加载 显示 就绪 隐藏 显示');
});

test('dark follows the browser, in components and in the bar', async () => {
  await phone.open('forms');
  const colour = () =>
    phone.page
      .locator('.mp-page')
      .evaluate((it) => getComputedStyle(it).backgroundColor);
  const light = await colour();
  await phone.page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(colour).not.toBe(light);
  await expect
    .poll(() => phone.page.locator('.phone-chrome').getAttribute('data-text'))
    .toBe('white');
});

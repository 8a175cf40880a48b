import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { GalleryPhone } from './gallery-phone';

const phone = new GalleryPhone();

beforeAll(() => phone.start());

afterEach(async () => {
  expect(await phone.leave()).toEqual([]);
});

afterAll(() => phone.stop());

test('t-icon draws local pictures, all of them there', async () => {
  await phone.open('pictures');
  const missing = await phone.page
    .locator('[class*="t-icon-base"]')
    .evaluateAll(async (icons) => {
      const bad: string[] = [];
      for (const icon of icons) {
        const mask = getComputedStyle(icon, '::before').maskImage;
        const url = /url\("(.+)"\)/.exec(mask)?.[1];
        if (!url || !(await fetch(url)).ok) bad.push(icon.className);
      }
      return bad;
    });
  expect(missing).toEqual([]);
  expect(
    await phone.page.locator('[class*="t-icon-base"]').count()
  ).toBeGreaterThan(9);
});

test('t-image loads and t-image-viewer shows it large', async () => {
  await phone.open('pictures');
  await expect.poll(() => phone.field('log')).toBe('图片到了');
  await phone.page.locator('wx-image').first().click();
  await phone.words('1/2').waitFor();
  await phone.drag(phone.page.locator('wx-swiper'), -200, 0);
  await expect.poll(() => phone.field('log')).toBe('第 2 张');
  const fixed = phone.page.locator('.fix');
  const box = await fixed.boundingBox();
  expect(Math.round(box?.height ?? 0)).toBe(125);
});

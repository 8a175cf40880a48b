import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { GalleryPhone } from './gallery-phone';

const phone = new GalleryPhone();

beforeAll(() => phone.start());

afterEach(async () => {
  expect(await phone.leave()).toEqual([]);
});

afterAll(() => phone.stop());

test('t-navbar reads the capsule and leaves room for it', async () => {
  await phone.open('lists');
  const box = await phone.words('列表与导航').boundingBox();
  const { y = 0, height = 0, x = 0, width = 0 } = box ?? {};
  expect(y + height / 2).toBeCloseTo(66, 0);
  expect(x + width).toBeLessThan(281);
  await phone.page.locator('[class*="t-navbar__left"]').first().click();
  await expect.poll(() => phone.field('log')).toBe('返回');
});

test('t-tabs changes its panel', async () => {
  await phone.open('lists');
  await phone.words('已结束').click();
  await expect.poll(() => phone.field('log')).toBe('标签 closed');
  await expect
    .poll(() => phone.words('还没有结束的会话').isVisible())
    .toBe(true);
});

test('t-swipe-cell opens by a drag and its action can be pressed', async () => {
  await phone.open('lists');
  const row = phone.words('王芳');
  const before = await row.boundingBox();
  await phone.drag(row, -160, 0);
  await expect
    .poll(async () => (await row.boundingBox())?.x ?? 0)
    .toBeLessThan((before?.x ?? 0) - 100);
  await phone.words('结束').first().click();
  await expect.poll(() => phone.field('log')).toBe('动作 结束');
});

test('t-pull-down-refresh refreshes after a pull', async () => {
  await phone.open('lists');
  await phone.drag(phone.words('赵敏'), 0, 220);
  await expect.poll(() => phone.field('log')).toBe('刷新了');
});

test('t-cell, t-badge, t-avatar, t-tag and t-divider are drawn', async () => {
  await phone.open('lists');
  for (const text of ['王芳', '2', '王', '专属', '分割线']) {
    expect(await phone.words(text).first().isVisible()).toBe(true);
  }
  await phone.words('上传失败 37 份').click();
  await expect.poll(() => phone.field('log')).toBe('点了一行');
});

test('t-tab-bar changes its value', async () => {
  await phone.open('lists');
  await phone.words('客户').click();
  await expect.poll(() => phone.field('bar')).toBe('people');
});

test('WXS: constructor names, raw patterns and dates', async () => {
  await phone.open('lists');
  expect(await phone.page.locator('.wxs').textContent()).toBe(
    '共 3 人 1-22 2026'
  );
});

test('a component keeps its styles, gets page lifetimes and becomes ready', async () => {
  await phone.open('lists');
  const title = phone.page.getByText('样式隔离 0 在前');
  await title.waitFor();
  const style = await title.evaluate((element) => {
    const { color, fontWeight } = getComputedStyle(element);
    return { color, fontWeight };
  });
  expect(style.fontWeight).toBe('600');
  expect(style.color).not.toBe('rgb(1, 2, 3)');
  const slot = phone.words('插槽');
  expect(await slot.evaluate((it) => getComputedStyle(it).color)).toBe(
    'rgb(1, 2, 3)'
  );
  await title.click();
  await expect.poll(() => phone.field('log')).toBe('卡片 1');
});

test('a finger taps once, as a mouse does', async () => {
  await phone.open('lists', { touch: true });
  await phone.page.getByText('样式隔离 0 在前').tap();
  await expect.poll(() => phone.field('log')).toBe('卡片 1');
  await phone.page.getByText('样式隔离 1 在前').tap();
  await expect.poll(() => phone.field('log')).toBe('卡片 2');
});

import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { GALLERY, GalleryPhone } from './gallery-phone';

const phone = new GalleryPhone();

beforeAll(() => phone.start());

afterEach(async () => {
  expect(await phone.leave()).toEqual([]);
});

afterAll(() => phone.stop());

test('t-input: two-way binding, clear, password, tips and Enter', async () => {
  await phone.open('forms');
  const code = phone.page.locator('input').first();
  await code.fill('A1024');
  await expect.poll(() => phone.field('code')).toBe('A1024');
  const password = phone.page.locator('input[type=password]');
  await password.fill('abc');
  await expect.poll(() => phone.words('密码太短').isVisible()).toBe(true);
  await password.press('Enter');
  await expect.poll(() => phone.field('log')).toBe('回车');
  await code.focus();
  await phone.page.locator('[class*="wrap--clearable-icon"]').first().click();
  await expect.poll(() => phone.field('code')).toBe('');
  expect(await code.inputValue()).toBe('');
});

test('t-textarea grows with its lines', async () => {
  await phone.open('forms');
  const area = phone.page.locator('wx-textarea');
  const before = (await area.boundingBox())?.height ?? 0;
  await area.locator('textarea').fill('一\n二\n三');
  await expect.poll(() => phone.field('words')).toBe('一\n二\n三');
  await expect
    .poll(async () => (await area.boundingBox())?.height ?? 0)
    .toBeGreaterThan(before * 2);
  expect(await phone.words('5 / 200').isVisible()).toBe(true);
});

test('t-search, t-switch, t-rate and t-check-tag', async () => {
  await phone.open('forms');
  const search = phone.page.locator('wx-input input').nth(2);
  await search.fill('王');
  await search.press('Enter');
  await expect.poll(() => phone.field('log')).toBe('搜 王');
  await phone.page.locator('[class*="t-switch__body"]').click();
  await expect.poll(() => phone.field('on')).toBe(true);
  await phone.page.locator('[class*="t-rate__icon"]').nth(3).click();
  await expect.poll(() => phone.field('score')).toBe(4);
  await phone.words('态度好').click();
  await expect.poll(() => phone.field('tag')).toBe(true);
});

test('t-button: loading, and a disabled one does nothing', async () => {
  await phone.open('forms');
  await phone.words('不能按').click({ force: true });
  await phone.words('登录').click();
  await expect.poll(() => phone.field('log')).toBe('登录');
  await expect
    .poll(() => phone.page.locator('[class*="t-loading"]').count())
    .toBeGreaterThan(0);
});

test('t-upload takes a picture of the phone', async () => {
  await phone.open('forms');
  const chooser = phone.page.waitForEvent('filechooser');
  await phone.page.locator('[class*="t-upload__add-icon"]').click();
  const file = path.join(GALLERY, 'assets/hill.svg');
  await (await chooser).setFiles(file);
  await expect.poll(() => phone.field('log')).toBe('选了图片');
  expect(await phone.field('files')).toHaveLength(1);
});

test('t-date-time-picker confirms the time it shows', async () => {
  await phone.open('forms');
  await phone.words('选时间').click();
  await phone.words('预约时间').waitFor();
  await phone.words('确定').click();
  await expect.poll(() => phone.field('log')).toBe('时间 2026-11-21 09:30');
});

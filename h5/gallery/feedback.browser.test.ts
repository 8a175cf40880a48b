import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { GalleryPhone } from './gallery-phone';

const phone = new GalleryPhone();

beforeAll(() => phone.start());

afterEach(async () => {
  expect(await phone.leave()).toEqual([]);
});

afterAll(() => phone.stop());

test('t-popup opens and its overlay closes it', async () => {
  await phone.open('feedback');
  await phone.words('弹出层').click();
  await phone.words('弹出的内容').waitFor();
  await phone.page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        (it) =>
          it.playState !== 'running' ||
          it.effect?.getTiming().iterations === Infinity
      )
  );
  await phone.page.mouse.click(187, 200);
  await expect.poll(() => phone.field('popup')).toBe(false);
  await expect.poll(() => phone.words('弹出的内容').isVisible()).toBe(false);
});

test('t-action-sheet answers with what was selected', async () => {
  await phone.open('feedback');
  await phone.words('动作面板').click();
  await phone.words('忙碌').click();
  await expect.poll(() => phone.field('log')).toBe('选了 忙碌');
});

test('t-dialog confirms and cancels', async () => {
  await phone.open('feedback');
  await phone.words('对话框').click();
  await phone.button('确定停用').click();
  await expect.poll(() => phone.field('log')).toBe('确认了');
  await expect
    .poll(() => phone.words('停用这个客服？').isVisible())
    .toBe(false);
  await phone.words('对话框').click();
  await phone.button('取消').click();
  await expect.poll(() => phone.field('log')).toBe('取消了');
});

test('t-toast comes and goes', async () => {
  await phone.open('feedback');
  await phone.words('轻提示').click();
  await expect.poll(() => phone.words('已复制').isVisible()).toBe(true);
  await expect
    .poll(() => phone.words('已复制').isVisible(), { timeout: 5000 })
    .toBe(false);
});

test('t-notice-bar, t-skeleton, t-loading, t-empty and t-result', async () => {
  await phone.open('feedback');
  for (const text of ['都回复完了', '已提交', '加载中']) {
    expect(await phone.words(text).isVisible()).toBe(true);
  }
  expect(await phone.page.locator('[class*="t-skeleton__col"]').count()).toBe(
    4
  );
  await phone.words('加载完成').click();
  await expect.poll(() => phone.words('内容到了').isVisible()).toBe(true);
  await phone.page.getByText('网络断开').click();
  await expect.poll(() => phone.field('notice')).toBe(false);
});

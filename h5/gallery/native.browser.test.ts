import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { GalleryPhone } from './gallery-phone';

const phone = new GalleryPhone();

beforeAll(() => phone.start());

afterEach(async () => {
  expect(await phone.leave()).toEqual([]);
});

afterAll(() => phone.stop());

test('a reversed column scrolls from the end and reports both ends', async () => {
  await phone.open('native');
  const thread = phone.page.locator('.thread');
  expect(await phone.words('第 0 条').isVisible()).toBe(true);
  await thread.evaluate((it) => it.scrollTo(0, -it.scrollHeight));
  await expect.poll(() => phone.field('log')).toBe('到顶');
  await thread.evaluate((it) => it.scrollTo(0, 0));
  await expect.poll(() => phone.field('log')).toBe('到底');
});

test('a long press is not followed by a tap, a press shows', async () => {
  await phone.open('native');
  const target = phone.page.locator('#press');
  const box = await target.boundingBox();
  await phone.page.mouse.move((box?.x ?? 0) + 20, (box?.y ?? 0) + 20);
  await phone.page.mouse.down();
  const colour = () =>
    target.evaluate((it) => getComputedStyle(it).backgroundColor);
  await expect.poll(colour).toBe('rgb(10, 20, 30)');
  await expect.poll(() => phone.field('log')).toBe('长');
  await phone.page.mouse.up();
  await expect.poll(colour).not.toBe('rgb(10, 20, 30)');
  expect(await phone.field('log')).toBe('长');
});

test('catch:tap stops the tap where it was caught', async () => {
  await phone.open('native');
  await phone.page.locator('#inner').click();
  await expect.poll(() => phone.field('log')).toBe('点');
});

test('a form collects its fields and resets them', async () => {
  await phone.open('native');
  const placeholder = phone.page.locator('.field [data-placeholder]');
  const colour = await placeholder.evaluate((it) => getComputedStyle(it).color);
  expect(colour).toBe('rgb(1, 100, 1)');
  await phone.page.locator('.field input').fill('李敏');
  await phone.page.locator('.area textarea').fill('一\n二');
  await expect.poll(() => phone.field('lines')).toBe(2);
  await phone.page.locator('#label-b').click();
  await expect.poll(() => phone.field('log')).toBe('单选 b');
  await phone.page.locator('#team').click();
  await phone.words('二组').click();
  await expect.poll(() => phone.field('team')).toBe('1');
  await phone.page.locator('#submit').click();
  await expect.poll(() => phone.field('log')).toContain('who');
  expect(JSON.parse(String(await phone.field('log')))).toEqual({
    who: '李敏',
    what: '一\n二',
    agree: true,
    level: 3,
    kind: 'b',
    many: ['x'],
    team: 1,
  });
  await phone.page.locator('#reset').click();
  await expect
    .poll(() => phone.page.locator('.field input').inputValue())
    .toBe('');
});

test('rich text runs nothing', async () => {
  await phone.open('native');
  expect(await phone.page.locator('wx-rich-text').textContent()).toBe(
    '安全 粗体'
  );
  const hacked = await phone.page.evaluate(() => 'hacked' in window);
  expect(hacked).toBe(false);
});

test('the privacy button agrees, modal and menu answer', async () => {
  await phone.open('native');
  await phone.page.locator('#agree').click();
  await expect.poll(() => phone.field('log')).toBe('同意了');
  await phone.page.locator('#modal').click();
  await phone.page.getByRole('button', { name: '确定' }).click();
  await expect.poll(() => phone.field('log')).toBe('好');
  await phone.page.locator('#sheet').click();
  await phone.words('引用').click();
  await expect.poll(() => phone.field('log')).toBe('第 1 项');
  await phone.page.locator('#sheet').click();
  await phone.page.getByRole('button', { name: '取消' }).click();
  await expect
    .poll(() => phone.field('log'))
    .toBe('showActionSheet:fail cancel');
});

test('a subscription is asked in a tap, and remembered when told so', async () => {
  await phone.open('native');
  await phone.page.locator('#subscribe').click();
  await phone.page.getByText('总是保持以上选择').click();
  await phone.page.getByRole('button', { name: '允许' }).click();
  await expect
    .poll(() => phone.field('log'))
    .toBe(
      JSON.stringify({
        'template-one': 'accept',
        errMsg: 'requestSubscribeMessage:ok',
      })
    );
  await phone.page.evaluate(() => {
    const scope = window as unknown as {
      getCurrentPages(): { setData(data: object): void }[];
    };
    scope.getCurrentPages()[0]?.setData({ log: '' });
  });
  await phone.page.locator('#subscribe').click();
  await expect.poll(() => phone.field('log')).toContain('accept');
  expect(await phone.page.getByText('总是保持以上选择').count()).toBe(0);
});

test('a swiper turns its page', async () => {
  await phone.open('native');
  await phone.page.locator('.swiper').scrollIntoViewIfNeeded();
  await phone.drag(phone.page.locator('.swiper'), -150, 0);
  await expect.poll(() => phone.field('log')).toBe('第 1 页');
});

import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import type { AdminPage } from './admin-page';

const shownPassword = (admin: AdminPage) =>
  admin.page.locator('.first-password code');
const dialogOf = (admin: AdminPage) => admin.page.locator('.t-dialog:visible');

/** A3201, after mistakes. @returns the first password, shown once */
export async function createsPerson(admin: AdminPage): Promise<string> {
  await admin.button('添加人员').click();
  const form = admin.page.locator('.add-staff');
  await form.getByRole('button', { name: '添加' }).click();
  await form.getByText('请填写姓名').waitFor();
  expect(admin.asked).not.toContain('staff.create');

  await form.getByLabel('姓名').fill('郑帅');
  await form.getByLabel('工号').fill('admin');
  await form.getByLabel('专长').fill('硬件与网络');
  await form.getByRole('button', { name: '添加' }).click();
  await form.getByText('这个工号已经有人用了').waitFor();
  await form.getByLabel('工号').fill('a3201');
  await form.getByRole('button', { name: '添加' }).click();
  const shown = shownPassword(admin);
  const first = (await shown.textContent()) ?? '';
  await admin.button('复制').click();
  await admin.text('已复制').waitFor();
  const copied = await admin.page.evaluate(() =>
    navigator.clipboard.readText()
  );
  expect(copied).toBe(first);
  await admin.button('已记下，关闭').click();
  await admin.says('A3201', '硬件与网络');
  expect(await admin.page.content()).not.toContain(first);
  return first;
}

/** A3201, who is chosen, becomes a supervisor with another name. */
export async function editsPerson(admin: AdminPage): Promise<void> {
  await admin.button('编辑').click();
  const edit = admin.page.locator('.edit-staff');
  await edit.getByLabel('姓名').fill('');
  await admin.button('保存').click();
  await edit.getByText('请填写姓名').waitFor();
  await edit.getByLabel('姓名').fill('郑大帅');
  await edit.getByText('主管').click();
  await edit.getByLabel('接待上限').fill('8');
  await admin.button('保存').click();
  await admin.says('A3201', '郑大帅');
  await admin.says('A3201', '主管');
}

/** Of whoever is chosen. @returns the new one */
export async function resetsPassword(admin: AdminPage): Promise<string> {
  await admin.button('重置密码').click();
  const ask = dialogOf(admin);
  const shown = shownPassword(admin);
  await ask.getByText('手机和网页都会退出登录').waitFor();
  await ask.getByRole('button', { name: '重置密码' }).click();
  await shown.waitFor();
  const second = (await shown.textContent()) ?? '';
  await admin.button('已记下，关闭').click();
  return second;
}

/** Makes a team, puts A3701 in and out of it and removes it. */
export async function keepsTeams(admin: AdminPage): Promise<void> {
  await admin.button('添加小组').first().click();
  const dialog = dialogOf(admin);
  await dialog.getByLabel('小组名称').fill('一组');
  await dialog.getByRole('button', { name: '保存' }).click();
  await admin.text('这个小组还没有人').waitFor();
  const pane = admin.page.locator('.team-detail');
  await pane.locator('.join').click();
  await admin.page.locator('.t-select-option', { hasText: 'A3701' }).click();
  await pane.getByText('客服A3701').waitFor();
  await admin.button('删除').click();
  await dialog.getByRole('button', { name: '删除' }).click();
  await dialog.getByText('小组里还有人').waitFor();
  await dialog.getByRole('button', { name: '取消' }).click();
  await admin.button('改名').click();
  await dialog.getByLabel('小组名称').fill('接种组');
  await dialog.getByRole('button', { name: '保存' }).click();
  await admin.text('接种组').first().waitFor();
  await pane.getByRole('button', { name: '移出 客服A3701' }).click();
  await admin.text('这个小组还没有人').waitFor();
  await admin.button('删除').click();
  await dialog.getByRole('button', { name: '删除' }).click();
  await admin.text('还没有小组').waitFor();
}

/** Disables A3501, who has one of each; A3502 gets it all. */
export async function handsOver(admin: AdminPage): Promise<void> {
  await admin.button('停用…').click();
  const dialog = dialogOf(admin);
  const steps = dialog.locator('.leaving li');
  await steps.first().getByText('1 个').waitFor();
  await steps.nth(1).getByText('1 位').waitFor();
  await steps.nth(2).getByText('1 个').waitFor();
  await dialog.getByRole('button', { name: '停用' }).click();
  await dialog.getByText('请选择接手人').first().waitFor();
  await dialog.getByRole('button', { name: '取消' }).click();
  expect(admin.asked).not.toContain('staff.disable');

  await admin.button('停用…').click();
  await dialog.locator('.successor-select').click();
  await admin.page.locator('.t-select-option', { hasText: 'A3502' }).click();
  await steps.nth(2).getByText('改指向 客服A3502').waitFor();
  await dialog.getByRole('button', { name: '停用' }).click();
  await admin.text('已停用 客服A3501，1 个会话交给 客服A3502').waitFor();
}

/** He is offered no deed. @returns the tabs of the pages he has */
export async function looksOnly(lead: AdminPage): Promise<Locator> {
  const offers = ['添加人员', '编辑', '停用…', '重置密码', '全部下线'];
  for (const offer of offers) expect(await lead.button(offer).count()).toBe(0);
  const tabs = lead.page.getByRole('navigation', { name: '人员' });
  expect(await tabs.getByRole('link').allInnerTexts()).toEqual([
    '人员',
    '小组',
    '角色权限',
    '专属码',
  ]);
  return tabs;
}

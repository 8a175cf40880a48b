import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser';
import { watchFaults, type Watched } from '../support/faultless';
import { freePair, runStart, type RunningStart } from './running-start';

const folder = mkdtempSync(path.join(os.tmpdir(), 'stage-'));
let running: RunningStart;
let browser: Browser;
let page: Page;
let watched: Watched;
let customer: FrameLocator;
let agent: FrameLocator;

beforeAll(async () => {
  running = runStart(await freePair(), path.join(folder, 'data'));
  await running.until('按 Ctrl-C 停止');
  browser = await launchBrowser();
  page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    baseURL: `http://127.0.0.1:${running.port}`,
  });
  watched = watchFaults(page.context(), 'stage');
  page.setDefaultTimeout(20_000);
  await page.goto('/');
  customer = page.frameLocator('#customer iframe');
  agent = page.frameLocator('#agent iframe');
});
afterAll(async () => {
  await browser?.close();
  await running?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function say(phone: FrameLocator, text: string): Promise<void> {
  await phone.locator('textarea').first().fill(text);
  await phone.getByText('发送', { exact: true }).click();
}

const expectShown = (phone: FrameLocator, text: string) =>
  phone.getByText(text).last().waitFor();
const count = (phone: FrameLocator, text: string) =>
  phone.getByText(text).count();
const toggle = (name: string) =>
  page.locator(`#trouble input[name=${name}]`).click();

describe('the stage', () => {
  it('shows the conversation of the demo on both phones', async () => {
    await expectShown(customer, '卡着 37 份');
    await agent.getByText('李敏').first().waitFor();
    await agent.getByText('上周乡镇合并').first().click();
    await expectShown(agent, '卡着 37 份');
  });

  it('carries a message across and says how long it took', async () => {
    await say(customer, '重新传了一次还是不行');
    await expectShown(agent, '重新传了一次还是不行');
    expect(await page.locator('#latency').textContent()).toMatch(
      /^键入到对面显示 \d+ 毫秒$/
    );
  });

  it('[A-DM05] opens the phone at the page of a notice, which counts as opened', async () => {
    await page.locator('.notice').first().click();
    await expectShown(customer, '卡着 37 份');
    const opened = async () => {
      const answer = await page.request.get('/stage-api/live?openid=o-demo-li');
      const { rows } = (await answer.json()) as {
        rows: { clicked: boolean }[];
      };
      return rows.filter((row) => row.clicked).length;
    };
    await expect.poll(opened, { timeout: 10_000 }).toBe(1);
  });

  it('[B-51] cuts a phone from the network; what was written waits in it', async () => {
    watched.expectsCuts();
    await toggle('customer');
    await say(customer, '断网时写的');
    await expectShown(customer, '等待网络');
    expect(await count(agent, '断网时写的')).toBe(0);
    await toggle('customer');
    await expectShown(agent, '断网时写的');
  });

  it('[A-N09] goes on without realtime', async () => {
    watched.expectsCuts();
    const told = () => page.waitForResponse('**/stage-api/trouble');
    await Promise.all([told(), toggle('realtime')]);
    await say(customer, '没有实时推送时写的');
    await expectShown(agent, '没有实时推送时写的');
    await Promise.all([told(), toggle('realtime')]);
  });

  it('[A-N14] goes on after the cloud was killed, and nothing is twice', async () => {
    // The stage asks on while there is nobody to answer.
    watched.expects(/answered 500: \S+\/stage-api\/live/);
    watched.expects(/status of 500/);
    await page.locator('#restart').click();
    await page.locator('#restart:enabled').waitFor();
    await say(agent, '云重启之后的回复');
    await expectShown(customer, '云重启之后的回复');
    expect(await count(customer, '重新传了一次还是不行')).toBe(1);
  });

  it('moves the clock', async () => {
    const time = page.locator('#clock small');
    const before = await time.textContent();
    await page.locator('#clock button', { hasText: '+5 分钟' }).click();
    await expect
      .poll(() => time.textContent(), { timeout: 10_000 })
      .not.toBe(before);
  });

  it('[F001a] hands the phone to a newcomer, who scans the code', async () => {
    await page.locator('.person', { hasText: '赵国平' }).click();
    await expectShown(customer, '在线客服');
    await page.locator('[data-scan]').click();
    await expectShown(customer, '陈雨桐');
    await expectShown(customer, '专属客服');
  });

  it('becomes tabs on a narrow window', async () => {
    await page.setViewportSize({ width: 820, height: 900 });
    expect(await page.locator('#customer').isVisible()).toBe(true);
    expect(await page.locator('#agent').isVisible()).toBe(false);
    await page.getByRole('button', { name: '控制台' }).click();
    expect(await page.locator('#tools').isVisible()).toBe(true);
    expect(await page.locator('#customer').isVisible()).toBe(false);
    await page.setViewportSize({ width: 1440, height: 900 });
  });
});

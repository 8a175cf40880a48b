import { beforeEach, expect, test } from 'vitest';
import { startJourneys } from '../support/journeys';
import type { PhonePage } from '../support/phone-page';

const stage = startJourneys();
let pairs = 0;
let customer: PhonePage;
let agent: PhonePage;

beforeEach(async () => {
  pairs += 1;
  const chen = await stage.agent(`A102${pairs}`);
  agent = chen.phone;
  customer = await stage.customer(`phone-of-li-${pairs}`, chen.code);
});

/** Every utterance is drawn once at both ends, in one order. */
async function expectSameThread(texts: readonly string[]): Promise<void> {
  const sorted = async (phone: PhonePage) => (await phone.said()).toSorted();
  for (const phone of [customer, agent]) {
    await expect
      .poll(() => sorted(phone), { timeout: 20_000 })
      .toEqual(texts.toSorted());
  }
  await agent.showsThread(await customer.said());
}

async function closeAndRate(): Promise<void> {
  await agent.closes();
  await customer.rates(5);
  await customer.part('rating-thanks').waitFor();
  const [conversation] = await stage.world.all<{
    state: string;
    rating: unknown;
  }>('conversations', { customer: `phone-of-li-${pairs}` });
  expect(conversation?.state).toBe('closed');
  expect(conversation?.rating).toEqual({ score: 5, resolved: true });
}

test('[US005] [F003f] a customer types, the agent sees it and answers, closes, the customer rates', async () => {
  await customer.says('随访表一直上传失败');
  await agent.opensConversation('随访表一直上传失败');
  await agent.says('您好，机构编码变过吗');
  await customer.bubble('您好，机构编码变过吗').waitFor();
  await customer.says('上周换过名称');
  await agent.bubble('上周换过名称').waitFor();
  await agent.caption('已读').waitFor();
  await expectSameThread([
    '随访表一直上传失败',
    '您好，机构编码变过吗',
    '上周换过名称',
  ]);
  await closeAndRate();
});

test('[A-N03] [F003d] from key press to bubble at the other end', async () => {
  await customer.says('开始计时');
  await agent.opensConversation('开始计时');
  const times: number[] = [];
  for (let n = 0; n < 20; n++) {
    const [from, to] = n % 2 ? [agent, customer] : [customer, agent];
    const text = `第 ${n} 句话`;
    await from.says(text);
    times.push((await to.drawnAt(text)) - (await from.pressedAt()));
  }
  const sorted = times.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)]!;
  console.log(
    `key press to bubble: median ${median} ms, ` +
      `fastest ${sorted[0]} ms, slowest ${sorted.at(-1)} ms of ${times.length}`
  );
  expect(times.every((time) => Number.isFinite(time) && time > 0)).toBe(true);
});

test('[A-N14] the same with the network away for 3 s in the middle', async () => {
  await customer.says('先说一句');
  await agent.opensConversation('先说一句');
  const away = customer.offlineFor(3_000);
  await agent.says('断网时客服说的');
  await customer.says('断网时客户说的');
  await customer.caption('等待网络').waitFor();
  await away;
  await expectSameThread(['先说一句', '断网时客服说的', '断网时客户说的']);
  await closeAndRate();
});

test('[A-N14] the same with a page reloaded while a message is in the outbox', async () => {
  await customer.says('先说一句');
  await agent.opensConversation('先说一句');
  await customer.goOffline(true);
  await customer.says('还在发件箱里');
  await customer.caption('等待网络').waitFor();
  await customer.page.reload();
  await expectSameThread(['先说一句', '还在发件箱里']);
  await closeAndRate();
});

import { expect, test } from 'vitest';
import type { Case } from '../../domain/conversation/case';
import type { Conversation } from '../../domain/conversation/schema';
import { startJourneys } from '../support/journeys';
import { part } from '../support/part';

const stage = startJourneys();

const conversationOf = async (customer: string) => {
  const all = await stage.world.all<Conversation>('conversations', {
    customer,
  });
  expect(all).toHaveLength(1);
  return all[0]!;
};

test('[A-BR11] [A-BR13] [A-N14] a conversation goes to a colleague and back while the network fails, with its note and its draft', async () => {
  const [chen, zhou] = await Promise.all([
    stage.agent('A1024'),
    stage.agent('A1025'),
  ]);
  const li = await stage.customer('phone-of-li', chen.code);
  await li.says('医保结算的金额不对');
  await chen.phone.opensConversation('医保结算的金额不对');
  await chen.phone.says('我请同事来看');
  const said = ['医保结算的金额不对', '我请同事来看'];
  await li.showsThread(said);
  await chen.phone.field.fill('我还想补充：');

  // The customer's phone is away while it is handed on, and so is the cloud.
  await li.goOffline(true);
  await li.says('您同事在吗');
  await stage.cutSockets();
  await chen.phone.transfers(zhou.name, '金额问题，他很急');
  await chen.phone.part('composer-notice').waitFor();
  await chen.phone.looks('transfer-1-handed-on');
  await li.goOffline(false);

  // The first has lost it: neither list nor cloud gives it to him any more.
  const { _id: conversationId } = await conversationOf('phone-of-li');
  const chenHimself = stage.world.agentPhone(chen.openid);
  const asked = { conversationId };
  expect(await chenHimself.refusal('conversation.history', asked)).toBe(
    'CONVERSATION_TRANSFERRED'
  );
  const handedOn = await conversationOf('phone-of-li');
  const late = await chenHimself.writes(handedOn, '还在写');
  expect(late.refused).not.toBeNull();
  await chen.phone.goesBack();
  await chen.phone.part('list-empty').waitFor();

  // The second has all of it, and the note that no customer sees.
  await zhou.phone.opensConversation('您同事在吗');
  const note = '内部备注 · 客户看不到\n金额问题，他很急';
  await zhou.phone.showsThread([...said, note, '您同事在吗']);
  await zhou.phone.looks('transfer-2-successor');
  await zhou.phone.says('我是周航，正在查');
  said.push('您同事在吗', '我是周航，正在查');
  await li.showsThread(said);
  await li.line(`会话已转给${zhou.name}`).waitFor();
  await li.part('nav-title', { hasText: zhou.name }).waitFor();
  await li.looks('transfer-3-customer');

  // Back again: what the first had begun to write is still there.
  await zhou.phone.preparesTransfer(chen.name, '查清了');
  await zhou.phone.goOffline(true);
  await zhou.phone.part('transfer-do').click();
  await zhou.phone.toast('暂时连不上').waitFor();
  await zhou.phone.goOffline(false);
  await zhou.phone.part('transfer-do').click();
  // It was answered, so it comes back among those that run.
  await chen.phone.part('tab-active').click();
  await chen.phone.looks('transfer-4-back');
  await chen.phone.part('conversation-row', { hasText: '草稿' }).click();
  await expect.poll(() => chen.phone.field.inputValue()).toBe('我还想补充：');
  await chen.phone.says('我还想补充：金额下月退回');
  said.push('我还想补充：金额下月退回');
  await li.showsThread(said);
  await li.part('nav-title', { hasText: chen.name }).waitFor();
});

test('[A-K03] [A-N14] a rating waits for the network with all its words, and can be changed', async () => {
  const wu = await stage.agent('A1026');
  const sun = await stage.customer('phone-of-sun', wu.code);
  await sun.says('密码忘了');
  await wu.phone.opensConversation('密码忘了');
  await wu.phone.says('已经为您重置');
  await sun.showsThread(['密码忘了', '已经为您重置']);
  await stage.cutSockets();
  await wu.phone.closes();
  await sun.part('rating-card').waitFor();
  await sun.part('rating-no').click();
  await sun.part('rating-star').nth(1).click();
  await sun.part('rating-reason', { hasText: '等得有点久' }).click();
  await sun.page
    .locator(`${part('rating-comment')} textarea`)
    .fill('等了二十分钟');
  await sun.looks('rating-1-filled');
  await sun.goOffline(true);
  await sun.part('rating-submit').click();
  await sun.toast('暂时连不上').waitFor();
  expect(await sun.part('rating-thanks').count()).toBe(0);
  await sun.goOffline(false);
  await sun.part('rating-submit').click();
  await sun.part('rating-thanks', { hasText: '2 分' }).waitFor();
  const { _id } = await conversationOf('phone-of-sun');
  const ratings = async () =>
    (await stage.world.all<Case>('cases', { _id }))[0]?.ratings;
  const comment = '等了二十分钟';
  const first = { score: 2, resolved: false, reason: 'slow', comment };
  expect(await ratings()).toMatchObject([first]);

  await sun.part('rating-edit').click();
  await sun.part('rating-yes').click();
  await sun.part('rating-star').nth(4).click();
  await stage.cutSockets();
  await sun.part('rating-submit').click();
  await sun.part('rating-thanks', { hasText: '5 分' }).waitFor();
  await sun.looks('rating-2-changed');
  const second = { score: 5, resolved: true, comment };
  expect(await ratings()).toMatchObject([first, second]);
  expect((await conversationOf('phone-of-sun')).rating).toEqual({
    score: 5,
    resolved: true,
  });
  await sun.says('再问一句');
  await wu.phone.showsThread(['密码忘了', '已经为您重置', '再问一句']);
});

test('[X11] [A-N09] a whole conversation where no watch is granted, and the way back', async () => {
  const { door } = stage.world;
  const he = await stage.agent('A1027');
  await door.put('switches', { watchEnabled: false });
  const ma = await stage.customer('phone-of-ma', he.code);
  for (const phone of [he.phone, ma]) phone.expectsRefusedWatches();
  await he.phone.page.reload();
  await ma.says('没有推送也要能用');
  await he.phone.opensConversation('没有推送也要能用');
  await he.phone.says('轮询也一样');
  const said = ['没有推送也要能用', '轮询也一样'];
  await ma.showsThread(said);
  await ma.looks('polling-1-customer');
  await ma.says('那我先用着');
  said.push('那我先用着');
  await he.phone.showsThread(said);
  await expect.poll(() => ma.caption('已读').count()).toBe(2);
  await he.phone.closes();
  await ma.rates(4);
  await ma.part('rating-thanks').waitFor();

  await door.put('switches', { watchEnabled: true });
  await ma.says('又有问题了');
  said.push('又有问题了');
  await he.phone.showsThread(said);
  // Whoever comes back tries at once; else within a minute.
  await ma.leaves();
  await ma.comesBack();
  const watching = async () => JSON.stringify(await door.get('watches'));
  await expect.poll(watching, { timeout: 20_000 }).toContain('phone-of-ma');
  await he.phone.says('现在是实时的');
  said.push('现在是实时的');
  await ma.showsThread(said);
});

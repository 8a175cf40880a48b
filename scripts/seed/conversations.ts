import { LIMITS } from '../../domain/values/limits';
import { Door } from '../lib/door';
import type { CloudAddress } from '../start/cloud-process';
import type { KeptClock } from '../start/kept-clock';
import { Actor } from './actor';
import type { Hired } from './hire';
import { CUSTOMERS, type CustomerHandle, type StaffHandle } from './people';

const MINUTE = 60_000;
const CONSENTS = 4;
const BEAT = LIMITS.heartbeatMs;

export interface World {
  cloud: CloudAddress;
  clock: KeptClock;
  staff: Record<StaffHandle, Hired>;
  /** The scene of 陈雨桐's code. */
  scene: string;
}

/** What happened before the visitor came, said by those it happened to. */
export async function playConversations(world: World): Promise<void> {
  await oldMatter(world);
  await exclusiveMatter(world);
}

/** 王建华 was helped, the conversation is closed and rated. */
async function oldMatter(world: World): Promise<void> {
  const wang = await customer(world, 'wang');
  const { conversation, serving } = await begin(
    world,
    wang,
    '居民健康档案打印出来页脚不对，最后一行跑到第二页去了'
  );
  await pass(world, 2 * MINUTE);
  await serving.say(
    conversation,
    '您好，是打印模板的边距没跟上新版，我这边给您更新一下。'
  );
  await pass(world, 5 * MINUTE);
  await serving.say(conversation, '打印模板已更新，请重新进入档案再打印一次。');
  await pass(world, 3 * MINUTE);
  await wang.say(conversation, '好了，谢谢');
  await pass(world, MINUTE);
  await serving.ask('conversation.close', {
    conversationId: conversation,
    reason: 'resolved',
  });
  await wang.ask('conversation.rate', {
    conversationId: conversation,
    score: 5,
    resolved: true,
    comment: '处理得很快',
  });
  await pass(world, 18 * MINUTE);
}

/** 李敏 scanned 陈雨桐's code; the last word is hers. */
async function exclusiveMatter(world: World): Promise<void> {
  const li = await customer(world, 'li', world.scene);
  const { conversation, serving } = await begin(
    world,
    li,
    '昨天起高血压随访表一直上传失败，村医那边卡着 37 份'
  );
  await consent(world, li);
  await pass(world, MINUTE);
  await serving.say(conversation, '李医生好，我先看一下上传记录，马上回复您。');
  await pass(world, 2 * MINUTE);
  await serving.say(
    conversation,
    '失败的 37 份都提示 E-2041，是机构编码没对上，数据没有丢。最近机构名称或编码变过吗？'
  );
  await pass(world, 3 * MINUTE);
  await li.say(conversation, '上周乡镇合并，我们换了新的机构编码');
  await pass(world, MINUTE);
}

async function customer(
  world: World,
  handle: CustomerHandle,
  scene?: string
): Promise<Actor> {
  const { openid, name } = CUSTOMERS[handle];
  const actor = await Actor.arrive(world.cloud, openid);
  await actor.ask('conversation.enter', scene ? { scene } : {});
  // As who fills in 我的资料: nobody else can name a customer.
  await actor.ask('customer.setName', { nick: name });
  return actor;
}

async function begin(world: World, who: Actor, text: string) {
  const { conversation } = await who.ask('conversation.start', {
    message: await who.text(text),
  });
  const serving = Object.values(world.staff).find(
    ({ staffId }) => staffId === conversation.staffId
  );
  if (!serving) throw new Error('nobody of the demo got the conversation');
  return { conversation: conversation._id, serving: serving.actor };
}

/** As tapping 允许 a few times: WeChat counts it, and so do we. */
async function consent(world: World, who: Actor): Promise<void> {
  const { push } = await who.ask('conversation.enter', {});
  const [templateId] = push.templateIds;
  if (!templateId) return;
  const door = new Door(world.cloud.url);
  for (let time = 1; time <= CONSENTS; time++) {
    await door.grantCredit(who.openid, templateId);
    await who.ask('push.credit', {
      results: { [templateId]: 'accept' },
      key: `demo-consent-${time}`,
    });
  }
}

/** Time goes by; the phones of the staff keep telling that they are there. */
async function pass(world: World, ms: number): Promise<void> {
  const door = new Door(world.cloud.url);
  for (let left = ms; left > 0; left -= BEAT) {
    await world.clock.advance(door, Math.min(left, BEAT));
    for (const { actor } of Object.values(world.staff)) {
      await actor.ask('account.presence', {});
    }
  }
}

import { beforeEach, describe, expect, it } from 'vitest';
import { createAgentCase } from '../../miniprogram/services/agent-case';
import {
  createAgentDesk,
  type AgentDesk,
} from '../../miniprogram/services/agent-desk';
import { createAlerts } from '../../miniprogram/services/agent-alert';
import { createHandover } from '../../miniprogram/services/agent-handover';
import { nudgesIn } from '../../miniprogram/services/agent-nudges';
import { createReplies } from '../../miniprogram/services/agent-replies';
import { createHeldAction } from '../../miniprogram/services/held-action';
import { openPlaces, replyRows } from '../../miniprogram/views/reply-rows';
import { Refusal } from './support/fake-cloud';
import { addDesk, REPLIES } from './support/fake-desk';
import { CONVERSATION, fresh, putCursors } from './support/fake-service';
import { createFakeWorld, type FakeWorld } from './support/fake-world';

let world: FakeWorld;
let desk: AgentDesk;

const put = (name: string, doc: object) =>
  world.cloud.db.put(name, doc as never);
const conversation = () => fresh(world.clock.now());

beforeEach(async () => {
  world = createFakeWorld();
  addDesk(world.cloud, world.clock.now);
  put('conversations', conversation());
  putCursors(put, CONVERSATION);
  desk = createAgentDesk(world.ports());
  desk.show();
  await desk.resume();
  await world.clock.advance(500);
});

describe('canned replies', () => {
  const names = { customer: '李敏', agent: '陈雨桐' };

  it('[F007c] are read once in five minutes and remember what was taken', async () => {
    const replies = createReplies(world.ports(), desk);
    await replies.load();
    await replies.load();
    const reads = world.cloud.calls.filter((one) => one === 'reply.list');
    expect(reads).toHaveLength(1);
    const [, second] = REPLIES;
    await replies.use(second?._id ?? '', CONVERSATION);
    const again = createReplies(world.ports(), desk);
    await again.load();
    const { rows } = replyRows(again.store.get(), 'recent', '', names);
    expect(rows.map(({ title }) => title)).toEqual(['编码查询方法']);
  });

  it('[F007c] are found by title and by text, titles first', () => {
    const state = { replies: REPLIES, recent: [] };
    const { rows } = replyRows(state, 'own', '编码', names);
    const titles = ['机构编码变更', '编码查询方法', 'E-2041 说明'];
    expect(rows.map(({ title }) => title)).toEqual(titles);
    expect(rows[0]?.text).toContain('李敏您好');
  });

  it('[F007c] name what nobody has filled in', async () => {
    const replies = createReplies(world.ports(), desk);
    const text = await replies.use(REPLIES[0]?._id ?? '', CONVERSATION);
    expect(text).toContain('李敏');
    expect(openPlaces(text)).toEqual(['{预计时间}']);
  });

  it('say that they could not be read', async () => {
    world.cloud.on('reply.list', () => {
      throw new Refusal('INTERNAL');
    });
    const replies = createReplies(world.ports(), desk);
    await replies.load();
    expect(replies.store.get().phase).toBe('failed');
  });
});

describe('what is known of a customer', () => {
  const open = async () => {
    const kept = createAgentCase(world.ports(), desk, conversation());
    await kept.load();
    return kept;
  };

  it('[F007e] is shown as far as it can be read', async () => {
    world.cloud.on('desk.case', () => {
      throw new Refusal('FORBIDDEN');
    });
    const { store } = await open();
    expect(store.get()).toMatchObject({ phase: 'ready', case: null });
    expect(store.get().customer?.pushBalances[0]?.balance).toBe(2);
  });

  it('[F007e] takes tags, a name and remarks', async () => {
    const kept = await open();
    await kept.tagCustomer(['机构合并', '重点']);
    await kept.update({ unit: '北关街道社区卫生站' });
    await kept.remark('下午回电');
    const { customer } = kept.store.get();
    expect(customer?.customer).toMatchObject({
      tags: ['机构合并', '重点'],
      unit: '北关街道社区卫生站',
    });
    expect(customer?.remarks.map(({ text }) => text)).toContain('下午回电');
  });

  it('writes one note when the first answer was lost', async () => {
    const kept = await open();
    world.cloud.loseAnswer.add('call desk.note');
    await expect(kept.note('先别催')).rejects.toThrow();
    world.cloud.loseAnswer.clear();
    await kept.note('先别催');
    const notes = world.cloud.db
      .all('messages')
      .filter(({ kind }) => kind === 'note');
    expect(notes).toHaveLength(1);
    await kept.note('先别催');
    expect(world.cloud.db.all('messages')).toHaveLength(2);
  });
});

describe('handing on', () => {
  it('[US002] offers who knows the customer, who is there and has time, and every team', async () => {
    const { receivers } = createHandover(desk);
    const list = await receivers(CONVERSATION);
    const shown = list.map(({ kind, name, why }) => [kind, name, why]);
    expect(shown).toEqual([
      ['staff', '周航', 'before'],
      ['staff', '吴静', ''],
      ['staff', '钱多', ''],
      ['staff', '孙立', ''],
      ['team', '慢病组', ''],
      ['team', '设备组', ''],
    ]);
  });

  it('[US002] lets the conversation go once it is handed on', async () => {
    const { transfer } = createHandover(desk);
    await transfer(CONVERSATION, { id: 't1', kind: 'team' }, ' 请接一下 ');
    await world.clock.advance(500);
    expect(desk.store.get().open).toEqual([]);
    expect(desk.store.get().gone).toEqual([CONVERSATION]);
  });
});

describe('an action that is held', () => {
  it('happens after five seconds, not before, and once', async () => {
    const held = createHeldAction(world.clock);
    const done: string[] = [];
    held.hold('即将结束', () => done.push('first'));
    await world.clock.advance(4_900);
    expect(done).toEqual([]);
    expect(held.store.get().held?.left).toBe(1);
    await world.clock.advance(200);
    held.flush();
    expect(done).toEqual(['first']);
    expect(held.store.get().held).toBeNull();
  });

  it('does not happen when it is undone, and at once when he leaves', async () => {
    const held = createHeldAction(world.clock);
    const done: string[] = [];
    held.hold('即将结束', () => done.push('undone'));
    held.undo();
    await world.clock.advance(10_000);
    expect(done).toEqual([]);
    held.hold('即将结束', () => done.push('second'));
    held.hold('即将结束', () => done.push('third'));
    expect(done).toEqual(['second']);
    held.flush();
    expect(done).toEqual(['second', 'third']);
  });
});

describe('a new message', () => {
  const told: string[] = [];
  const port = {
    sound: () => void told.push('sound'),
    vibrate: () => void told.push('vibrate'),
  };
  const says = async (id: string, unreadAgent: number) => {
    const lastAt = world.clock.now();
    const seq = unreadAgent;
    put('conversations', {
      ...conversation(),
      _id: id,
      unreadAgent,
      lastAt,
      seq,
    });
    await world.clock.advance(10);
  };
  beforeEach(() => void told.splice(0));

  it('[US004] is heard and felt, but not each of a burst', async () => {
    createAlerts(world.ports(), desk, port);
    await says(CONVERSATION, 1);
    expect(told).toEqual(['sound', 'vibrate']);
    await says(CONVERSATION, 2);
    await says('d0000000000000000001', 1);
    expect(told).toHaveLength(2);
    await world.clock.advance(6_000);
    await says('d0000000000000000002', 1);
    expect(told).toHaveLength(4);
    await says(CONVERSATION, 3);
    expect(told).toHaveLength(4);
  });

  it('is silent about what he reads, about his own words and old ones', async () => {
    put('conversations', { ...conversation(), unreadAgent: 4 });
    createAlerts(world.ports(), desk, port);
    put('conversations', { ...conversation(), lastText: '我说的' });
    await world.clock.advance(10);
    expect(told).toEqual([]);
  });

  it('keeps to what he chose', async () => {
    createAlerts(world.ports(), desk, port).choose({ sound: false });
    const again = createAlerts(world.ports(), desk, port);
    expect(again.store.get()).toEqual({ sound: false, vibrate: true });
    again.stop();
    await says(CONVERSATION, 1);
    expect(told).toEqual(['vibrate']);
  });
});

describe('a reminder', () => {
  it('is a note that nobody said', () => {
    const note = (from: string, at: number) => ({ kind: 'note', from, at });
    const messages = [note('-', 5), note('openid-agent', 9)] as never;
    const threads = { [CONVERSATION]: { messages } } as never;
    expect(nudgesIn(threads)).toEqual({ [CONVERSATION]: 5 });
  });
});

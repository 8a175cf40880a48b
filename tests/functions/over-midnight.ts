import type { InputOf } from '../../domain/actions/index';
import { dayOf } from '../../domain/rollup/day';
import { addDays } from '../../domain/settings/hours';
import { outgoing, type Person, type WebPerson } from '../support/person';
import { startWorld, type Hired, type World } from '../support/world';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ZONE = 'Asia/Shanghai';

/** Two teams with an agent each, who talked over midnight of Shanghai. */
export interface OverMidnight {
  world: World;
  admin: WebPerson;
  /** Supervisor of the first one's team. */
  leader: Hired;
  one: Hired;
  two: Hired;
  north: string;
  south: string;
  /** A code of the first one. */
  codeId: string;
  /** The day that ended and the one that began, there. */
  first: string;
  second: string;
}

/** Only this one takes what comes. */
async function takes({ one, two }: OverMidnight, agent: Hired): Promise<void> {
  for (const each of [one, two]) {
    const state = each === agent ? 'online' : 'busy';
    await each.phone.ask('account.presence', { state });
  }
}

async function begins(
  made: OverMidnight,
  agent: Hired,
  customer: Person,
  scene = ''
) {
  await takes(made, agent);
  if (scene === '') return (await customer.says('请问')).conversation;
  const { entryId } = await customer.ask('conversation.enter', { scene });
  const message = outgoing('请问', Date.now() - 500);
  const begun = await customer.ask('conversation.start', { message, entryId });
  return begun.conversation;
}

type Talk = Awaited<ReturnType<typeof begins>>;

async function answers(
  { world }: OverMidnight,
  { phone }: Hired,
  talk: Talk
): Promise<void> {
  const [now] = await world.all<Talk>('conversations', { _id: talk._id });
  await phone.writes(now ?? talk, '您好');
  await phone.ask('conversation.afterSend', { conversationId: talk._id });
}

async function ends(agent: Hired, talk: Talk, customer: Person, score: number) {
  const conversationId = talk._id;
  const converted = score > 4;
  await agent.phone.ask('desk.outcome', { conversationId, converted });
  const reason = 'resolved';
  await agent.phone.ask('conversation.close', { conversationId, reason });
  const resolved = score > 3;
  const rating = { conversationId, score, resolved };
  const words = score < 3 ? { comment: '等了很久', reason: 'slow' } : {};
  const input = { ...rating, ...words } as InputOf<'conversation.rate'>;
  await customer.ask('conversation.rate', input);
}

/** Talks of both teams over midnight there; one goes from north to south. */
async function talksOverMidnight(made: OverMidnight): Promise<void> {
  const { world, one, two, codeId } = made;
  const [li, han, wu] = [0, 1, 2].map(() => world.customerPhone());
  if (!li || !han || !wu) throw new Error('nobody');
  const handed = await begins(made, one, li, codeId);
  await answers(made, one, handed);
  await world.door.advance(MINUTE);
  const kept = await begins(made, two, han);
  await answers(made, two, kept);
  const conversationId = handed._id;
  const to = { staffId: two.staffId };
  await one.phone.ask('desk.transfer', { conversationId, to, note: '请接手' });
  await world.door.advance(15 * MINUTE);

  await li.says('还在吗');
  await answers(made, two, handed);
  await ends(two, handed, li, 5);
  await world.door.advance(MINUTE);
  const other = await begins(made, one, wu, codeId);
  await answers(made, one, other);
  await ends(one, other, wu, 2);
  await han.says('我再问一句');
  await ends(two, kept, han, 4);
  await world.door.advance(MINUTE);
}

export async function overMidnight(): Promise<OverMidnight> {
  const world = await startWorld({ dataDir: ':memory:' });
  const now = await world.door.now();
  const first = dayOf(ZONE, now + 24 * HOUR);
  const second = addDays(first, 1);
  // Ten to midnight there is ten to four in the afternoon of UTC.
  const late = Date.parse(`${first}T23:50:00+08:00`);
  await world.door.advance(late - now - 2 * MINUTE);
  const admin = await world.setUp();
  const team = async (name: string) =>
    (await admin.ask('team.create', { name })).team.teamId;
  const [north, south] = [await team('北区'), await team('南区')];
  const one = await world.hire('A1001', { teamId: north });
  const two = await world.hire('A1002', { teamId: south });
  const role = 'supervisor' as const;
  const leader = await world.hire('S1001', { teamId: north, role });
  await leader.phone.ask('account.presence', { state: 'busy' });
  const { staffId } = one;
  const { codeId } = await one.phone.ask('code.create', { staffId });
  const staff = { admin, leader, one, two };
  const made = { world, ...staff, north, south, codeId, first, second };
  await talksOverMidnight(made);
  return made;
}

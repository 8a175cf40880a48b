import type { Conversation } from '../../domain/conversation/schema';
import { parseScene } from '../../domain/customer/scene';
import type { Customer } from '../../domain/customer/schema';
import type { OutputOf } from '../../domain/actions/index';
import { assign } from '../../domain/staff/assign';
import { stateAt } from '../../domain/staff/presence';
import { cardOf } from '../../domain/staff/view';
import { NOBODY } from '../../domain/values/collections';
import { addOnce, find, get, updateWhere } from '../platform/documents';
import { pushSettings } from '../platform/push-settings';
import { randomId } from '../platform/random-id';
import type { Handler } from '../platform/serve';
import { personOf, type Person } from '../platform/who';
import { rosterAt } from './candidates';
import { customerFor } from './customers';
import { refuseOwnCustomer } from './own-customer';
import { sweepInPassing } from './sweep';

type Preview = OutputOf<'conversation.enter'>['agent'];

/** A customer opens the chat: attribution and a preview, no conversation. */
export const enter: Handler<'conversation.enter'> = async (
  { scene: raw },
  { caller, now }
) => {
  const person = personOf(caller);
  // A phone of staff may look; a web session of staff is no customer at all.
  if (caller.kind === 'web') await refuseOwnCustomer(caller, undefined);
  const customer = await customerFor(person, now);
  const scene = parseScene(raw);
  const staffId = scene ? await staffOfCode(scene) : null;
  const boundStaffId = staffId ?? customer.boundStaffId;
  await updateWhere(
    'customers',
    { _id: person.me },
    { lastActiveAt: now, boundStaffId }
  );
  const entryId = randomId(20);
  await addOnce('entries', {
    _id: entryId,
    customer: person.me,
    channel: person.channel,
    scene: staffId && scene ? scene : NOBODY,
    staffId: staffId ?? NOBODY,
    at: now,
  });
  const conversation = await currentOf(person.me);
  const bound = { ...customer, boundStaffId };
  const agent = await previewFor(bound, conversation, now);
  const push = await pushOf(person);
  await sweepInPassing();
  return {
    identity: { ...person, field: 'customer' },
    entryId,
    serverTime: Date.now(),
    conversation,
    agent,
    codeValid: !raw || staffId !== null,
    push,
  };
};

/** Whose code this is, if both it and he are in use. */
async function staffOfCode(scene: string): Promise<string | null> {
  const code = await get('codes', scene);
  if (code?.status !== 'active') return null;
  const staff = await get('staff', code.staffId);
  return staff?.status === 'active' ? staff._id : null;
}

/** The open one, else the last one. */
async function currentOf(me: string): Promise<Conversation | null> {
  const latest = await find(
    'conversations',
    { customer: me },
    { orderBy: ['lastAt', 'desc'], limit: 3 }
  );
  return latest.find(({ state }) => state !== 'closed') ?? latest[0] ?? null;
}

async function previewFor(
  { _id, boundStaffId }: Customer,
  conversation: Conversation | null,
  now: number
): Promise<Preview> {
  if (conversation?.state === 'active') {
    return whoServes(conversation, boundStaffId, now);
  }
  const { candidates, staff } = await rosterAt(now);
  const would = assign(
    {
      customer: _id,
      exclusiveStaffId: boundStaffId,
      previousStaffId: NOBODY,
    },
    candidates
  );
  const member = would && staff.get(would.staffId);
  if (!would || !member) return null;
  const kind = would.why === 'exclusive' ? 'exclusive' : 'default';
  return { ...cardOf(member), presence: 'online', kind };
}

async function whoServes(
  { staffId, agentCard }: Conversation,
  boundStaffId: string,
  now: number
): Promise<Preview> {
  if (!agentCard) return null;
  const presence = await get('presence', staffId);
  return {
    ...agentCard,
    presence: stateAt(presence, now),
    kind: staffId === boundStaffId ? 'exclusive' : 'default',
  };
}

/** Consents exist on the phone only. */
async function pushOf({
  me,
  channel,
}: Person): Promise<OutputOf<'conversation.enter'>['push']> {
  const { templateId } = pushSettings();
  if (channel !== 'phone' || !templateId) {
    return { templateIds: [], balance: 0 };
  }
  const credit = await get('credits', `${me}.${templateId}`);
  return { templateIds: [templateId], balance: credit?.balance ?? 0 };
}

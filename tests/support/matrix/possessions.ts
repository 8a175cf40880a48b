import type { StaffRole } from '../../../domain/values/states';
import { newMessageId } from '../../../domain/values/message-id';
import type { WebPerson } from '../person';
import { answerLeavingPush } from '../push-left';
import type { Hired, World } from '../world';

/** A member of staff in a team. */
export interface Member extends Hired {
  role: StaffRole;
  teamId: string;
}

/** What one member of staff has: a thing of every kind. */
export interface Possession {
  staffId: string;
  teamId: string;
  conversationId: string;
  customerId: string;
  remarkId: string;
  /** Of a complaint of his. */
  complaintId: string;
  replyId: string;
  codeId: string;
  /** A colleague in the same team. */
  heirId: string;
  pushId: string;
}

/** Where an administrator has nothing to answer, these ids are of nothing. */
const NONE = {
  conversationId: '0'.repeat(20),
  customerId: '0'.repeat(16),
  remarkId: '',
  complaintId: '0',
  pushId: '',
};

let codes = 0;
let customers = 0;

/** A new one in this team, who gets customers only when he is asked to. */
export async function hireInto(
  world: World,
  admin: WebPerson,
  teamId: string,
  role: StaffRole
): Promise<Member> {
  codes += 1;
  const hired = await world.hire(`M${1000 + codes}`, { role, capacity: 200 });
  const { staffId } = hired;
  await admin.ask('staff.update', { staffId, teamId });
  await hired.phone.ask('account.presence', { state: 'busy' });
  return { ...hired, role, teamId };
}

/** Gives him a customer, a conversation, a remark and a reply of his own. */
export async function possess(
  world: World,
  { staffId, teamId, role, phone }: Member
): Promise<Possession> {
  const id = () => newMessageId(Date.now(), Math.random);
  const reply = { title: '问候', text: '您好', shared: false };
  const replyId = id();
  await phone.ask('reply.create', { replyId, ...reply });
  codes += 1;
  const heir = await world.hire(`H${1000 + codes}`, { teamId, signIn: false });
  const { codeId } = await phone.ask('code.create', { staffId });
  const own = { staffId, teamId, replyId, codeId, heirId: heir.staffId };
  if (role === 'admin') return { ...NONE, ...own, remarkId: id() };
  await phone.ask('account.presence', { state: 'online' });
  const { conversation, message } = await world.customerPhone().says('你好');
  await phone.ask('account.presence', { state: 'busy' });
  if (conversation.staffId !== staffId) throw new Error('went to another');
  const { _id: conversationId, customerId } = conversation;
  const number = 13800000000 + customers++;
  await phone.ask('customer.update', { customerId, phone: String(number) });
  const remarkId = id();
  const remark = { customerId, remarkId, text: '老客户' };
  await phone.ask('customer.remark', remark);
  const { complaintId } = await phone.ask('message.report', {
    conversationId,
    messageId: message._id,
    reason: '辱骂',
  });
  // The reminder of a reply to one who does not look.
  const pushId = await answerLeavingPush(world, phone, conversation, '您好');
  if (!pushId) throw new Error('no push for a reply');
  return { ...own, conversationId, customerId, remarkId, complaintId, pushId };
}

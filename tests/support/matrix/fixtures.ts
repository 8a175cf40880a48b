import { actions, type ActionName } from '../../../domain/actions/index';
import { newMessageId } from '../../../domain/values/message-id';
import type { Possession } from './possessions';

/** How one action is asked for something that belongs to somebody. */
export interface Fixture {
  /** What kind of thing it is asked for; nothing: the role alone decides. */
  of:
    | 'nothing'
    | 'staff'
    | 'code'
    | 'conversation'
    | 'customer'
    | 'remark'
    | 'complaint'
    | 'reply'
    | 'push';
  /** Input that the schema takes. */
  input: (its: Possession) => object;
  /** What it is asked for is worth nothing afterwards: each call its own. */
  spends?: true;
  /** Reached by its owner alone, whatever the scope says. */
  private?: true;
}

const id = () => newMessageId(Date.now(), Math.random);
const NOTHING: Fixture = { of: 'nothing', input: () => ({}) };
const code: Fixture = {
  of: 'code',
  input: ({ codeId }) => ({ codeId }),
};
const staff = (more: object = {}): Fixture => ({
  of: 'staff',
  input: ({ staffId }) => ({ staffId, ...more }),
});
const conversation = (more: () => object = () => ({})): Fixture => ({
  of: 'conversation',
  input: ({ conversationId }) => ({ conversationId, ...more() }),
});
const customer = (more: () => object = () => ({})): Fixture => ({
  of: 'customer',
  input: ({ customerId }) => ({ customerId, ...more() }),
});
/**
 * One line for each action whose input names something by its id. Actions
 * without ids need none: there only the role decides.
 */
export const FIXTURES: Partial<Record<ActionName, Fixture>> = {
  'staff.create': NOTHING,
  'staff.update': staff({ specialty: '打印模板' }),
  'staff.disable': { ...staff(), spends: true },
  'staff.enable': staff(),
  'staff.resetPassword': { ...staff(), spends: true },
  'staff.resetSecondFactor': staff(),
  'staff.endSessions': staff(),
  'staff.sessions': staff(),
  'staff.belongings': staff(),
  'staff.endSession': staff({ sessionId: 'unknown' }),
  'staff.handOver': {
    of: 'staff',
    input: ({ staffId }) => ({ fromStaffId: staffId }),
    spends: true,
  },
  'team.update': NOTHING,
  'team.remove': NOTHING,
  'desk.transfer': {
    of: 'conversation',
    input: ({ conversationId, teamId }) => ({ conversationId, to: { teamId } }),
    spends: true,
  },
  'desk.note': conversation(() => ({ noteId: id(), text: '备注' })),
  'desk.tag': conversation(() => ({ tags: ['退款'] })),
  'desk.nudge': conversation(),
  'desk.outcome': conversation(() => ({ resolved: true })),
  'desk.assign': {
    of: 'conversation',
    input: ({ conversationId, staffId }) => ({ conversationId, staffId }),
  },
  'desk.case': conversation(),
  'code.create': staff(),
  'code.list': staff(),
  'code.rotate': { ...code, spends: true },
  'code.revoke': { ...code, spends: true },
  'code.picture': code,
  'code.handOver': {
    of: 'staff',
    input: ({ staffId, heirId }) => ({
      fromStaffId: staffId,
      toStaffId: heirId,
    }),
  },
  'push.resend': { of: 'push', input: ({ pushId }) => ({ pushId }) },
  'desk.tryAssign': {
    of: 'nothing',
    input: () => ({ strategy: 'fewest', dutyStaffId: '-', open: true }),
  },
  'template.save': NOTHING,
  'template.remove': NOTHING,
  'privacy.exportFor': customer(() => ({ purpose: '客户要求' })),
  'privacy.eraseFor': {
    ...customer(() => ({
      erasureId: id(),
      confirm: true,
      what: 'chats',
      purpose: '来信要求',
    })),
    spends: true,
  },
  'report.funnel': staff({ from: '2026-01-01', to: '2026-01-02' }),
  'report.day': staff(),
  'report.range': staff({ from: '2026-01-01', to: '2026-01-02' }),
  'customer.get': customer(),
  'customer.list': staff(),
  'customer.update': customer(() => ({ unit: '村卫生室' })),
  'customer.phone': customer(() => ({ purpose: '回访' })),
  'customer.tag': customer(() => ({ add: ['退款'] })),
  'customer.remark': customer(() => ({ remarkId: id(), text: '备注' })),
  'customer.removeRemark': {
    of: 'remark',
    input: ({ remarkId }) => ({ remarkId }),
    spends: true,
  },
  'customer.bind': {
    of: 'customer',
    input: ({ customerId, staffId }) => ({ customerId, staffId }),
  },
  'customer.block': { ...customer(() => BLOCK), spends: true },
  'customer.unblock': customer(),
  'customer.hold': customer(() => ({ on: false })),
  'download.create': NOTHING,
  'download.run': NOTHING,
  'download.cancel': NOTHING,
  'download.links': NOTHING,
  'record.list': staff(),
  'record.pushes': staff(),
  'record.get': conversation(),
  'record.settleComplaint': {
    of: 'complaint',
    input: ({ complaintId }) => ({ complaintId }),
  },
  'reply.create': NOTHING,
  'reply.update': {
    of: 'reply',
    input: ({ replyId }) => ({ replyId, title: '问候' }),
    private: true,
  },
  'reply.remove': {
    of: 'reply',
    input: ({ replyId }) => ({ replyId }),
    private: true,
    spends: true,
  },
  'reply.use': {
    of: 'reply',
    input: ({ replyId, conversationId }) => ({ replyId, conversationId }),
    private: true,
  },
};

const BLOCK = { hours: 1, reason: '骚扰' };

/** Of things that are nobody's, or that only say what to look for. */
const NOBODYS = ['teamId'];

/** The line of an action; null where it needs none, and so the role decides. */
export function fixtureOf(name: ActionName): Fixture {
  const known = FIXTURES[name];
  if (known) return known;
  const named = idsIn(name);
  if (named.length === 0) return NOTHING;
  throw new Error(
    `${name} takes ${named.join(', ')} and has no line in ` +
      'tests/support/matrix/fixtures.ts: say there what it is asked for, ' +
      'so that the matrix of roles covers it'
  );
}

function idsIn(name: ActionName): string[] {
  const { input } = actions[name];
  const fields = 'shape' in input ? Object.keys(input.shape as object) : [];
  return fields.filter(
    (field) => /Id$/.test(field) && !NOBODYS.includes(field)
  );
}

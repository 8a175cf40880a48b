import type { Colleague } from '../../../domain/staff/colleague';
import type { PresenceState } from '../../../domain/values/states';
import { Refusal, type FakeCloud } from './fake-cloud';
import type { Doc } from './fake-database';
import { AGENT, CUSTOMER } from './fake-service';

type Input = Record<string, unknown>;

const SELF = 's000000000000001';
const DAY = 24 * 60 * 60_000;

/** Canned replies of a team and of the agent himself. */
export const REPLIES = [
  [
    '机构编码变更',
    '{客户}您好，机构编码已重新同步，请在 {预计时间} 后点重试。',
  ],
  ['编码查询方法', '打开“系统管理 › 机构信息”，第二行的 18 位即机构编码。'],
  ['E-2041 说明', 'E-2041 表示机构编码未匹配，与表单填写无关。'],
  ['请发截图', '请把出错的页面截图发给我，我来看。'],
].map(([title = '', text = ''], i) => ({
  _id: `r000000000000000000${i}`,
  staffId: i === 3 ? SELF : '-',
  title,
  text,
  group: i < 3 ? '编码' : '',
  order: i,
  uses: 3,
  by: SELF,
  createdAt: 0,
  updatedAt: 0,
}));

/** Our functions in miniature, as far as an agent's workplace asks them. */
export function addDesk(cloud: FakeCloud, now: () => number): void {
  const tags = new Map<string, string[]>();
  let remarks = [remark('r1', '周二下午去过现场，网络不稳。', now() - DAY)];
  let customer = customerOf(now());
  let codes = 1;
  const of = (name: string, id: unknown) =>
    cloud.db.get(name, String(id)) ?? raise('NOT_FOUND');
  const handlers: Record<string, (input: Input) => unknown> = {
    'reply.list': () => ({ replies: REPLIES }),
    'reply.use': ({ replyId }) => {
      const reply = REPLIES.find(({ _id }) => _id === replyId);
      const text = reply?.text.replace('{客户}', '李敏');
      return { text: text ?? raise('NOT_FOUND'), uses: 4 };
    },
    'desk.colleagues': () => ({
      colleagues: [
        colleague('s3', '孙立', 'busy', 2),
        colleague('s4', '钱多', 'online', 9),
        colleague('s5', '吴静', 'online', 3),
        colleague('s2', '周航', 'online', 12),
      ],
    }),
    'team.list': () => ({
      teams: [
        { teamId: 't1', name: '慢病组', createdAt: 0, members: 6 },
        { teamId: 't2', name: '设备组', createdAt: 0, members: 3 },
      ],
    }),
    'desk.case': ({ conversationId }) => ({
      case: { tags: tags.get(String(conversationId)) ?? ['慢病随访'] },
      resolvedInOne: null,
      entry: { scene: 'k7Qx', staffId: SELF, at: now() },
      agents: [
        { staffId: 's2', name: '周航', at: now() - DAY },
        { staffId: SELF, name: '陈雨桐', at: now() },
      ],
    }),
    'desk.tag': ({ conversationId, tags: given }) => {
      tags.set(String(conversationId), given as string[]);
      return { tags: given };
    },
    'desk.note': ({ conversationId, noteId, text }) => {
      const { seq } = of('conversations', conversationId);
      const message = {
        _id: noteId as string,
        conversationId,
        customer: '-',
        agentOpenid: AGENT,
        agentUid: '-',
        from: AGENT,
        sentAt: now(),
        at: now(),
        seq: Number(seq) + 0.001,
        kind: 'note',
        body: { text },
      };
      cloud.db.put('messages', message);
      return { message };
    },
    'desk.transfer': ({ conversationId }) => {
      const before = of('conversations', conversationId);
      const conversation = { ...before, agentOpenid: 'another' };
      cloud.db.put('conversations', conversation);
      return { conversation };
    },
    'customer.get': () => ({
      customer,
      agent: { staffId: SELF, name: '陈雨桐' },
      relations: [],
      remarks,
      records: recordsOf(now()),
      recordsNext: null,
      pushBalances: [{ templateId: 'T1', balance: 2 }],
    }),
    'customer.update': ({ customerId: _, ...fields }) => {
      customer = { ...customer, ...fields };
      return { customer };
    },
    'customer.tag': ({ add, remove }) => {
      const left = customer.tags.filter(
        (one) => !(remove as string[]).includes(one)
      );
      customer = { ...customer, tags: [...left, ...(add as string[])] };
      return { tags: customer.tags };
    },
    'customer.remark': ({ remarkId, text }) => {
      const made = remark(String(remarkId), String(text), now());
      remarks = [made, ...remarks.filter(({ _id }) => _id !== remarkId)];
      return { remark: made };
    },
    'customer.removeRemark': ({ remarkId }) => {
      remarks = remarks.filter(({ _id }) => _id !== remarkId);
      return {};
    },
    'report.day': ({ date }) => ({ days: [], staff: [], total: day(!date) }),
    'code.create': () => made(codes),
    'code.rotate': () => made((codes += 1)),
    'code.picture': () => ({ ...made(codes), url: PICTURE }),
  };
  for (const [name, run] of Object.entries(handlers)) cloud.on(name, run);
}

function raise(code: string): never {
  throw new Refusal(code);
}

const remark = (_id: string, text: string, at: number) => ({
  _id,
  customerId: 'k1',
  text,
  by: SELF,
  name: '陈雨桐',
  at,
});

const customerOf = (now: number) => ({
  customerId: 'k1',
  channel: 'phone',
  nick: '李敏',
  avatar: '',
  name: '李敏',
  unit: '城东社区卫生服务中心',
  phone: '138****6021',
  tags: ['慢病随访', '机构合并'],
  priority: 0,
  blockedUntil: 0,
  blockReason: '',
  legalHold: false,
  boundStaffId: SELF,
  createdAt: now - 90 * DAY,
  lastActiveAt: now,
});

const recordsOf = (now: number) =>
  ['家医签约批量导入失败', '死因监测表模板在哪', '随访打印少一列'].map(
    (lastText, i) => ({
      conversationId: `past${i}`,
      customerId: 'k1',
      nick: '李敏',
      avatar: '',
      staffId: SELF,
      agentName: i === 2 ? '周航' : '陈雨桐',
      channel: 'phone',
      state: 'closed',
      createdAt: now - (i + 1) * 20 * DAY,
      closedAt: now - (i + 1) * 20 * DAY,
      lastAt: now - (i + 1) * 20 * DAY,
      lastText,
      lastFrom: CUSTOMER,
      messages: 9,
      unreadAgent: 0,
      tags: [],
      priority: 0,
      closeReason: i === 2 ? 'ticket' : 'resolved',
      score: i === 1 ? null : 5 - i,
      resolved: true,
      converted: null,
    })
  );

const day = (today: boolean) => ({
  numbers: { handled: today ? 23 : 31 },
  figures: {
    firstReplyMs: today ? 72_000 : 95_000,
    score: today ? 4.9 : null,
  },
});

const PICTURE =
  'data:image/svg+xml;utf8,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h3v3H0zM6 0h3v3H6zM0 6h3v3H0zM4 1h1v2H4zM4 4h2v1H4zM1 4h2v1H1zM6 6h1v2H6zM8 5h1v3H8zM4 7h1v2H4z"/></svg>'
  );

const made = (n: number) => ({
  codeId: `code${n}`,
  scene: `k7Qx${n}`,
  fileId: `cloud://env/code${n}.png`,
  pictureState: 'made',
  pictureError: 0,
});

/** So many conversations that no phone draws them all. */
export function crowd(
  put: (name: string, doc: object) => void,
  base: object,
  count: number,
  now: number
): void {
  for (let i = 0; i < count; i++) {
    const doc: Partial<Doc> = {
      ...base,
      _id: `d${String(i).padStart(19, '0')}`,
      customer: `o-crowd-${i}`,
      customerCard: { nick: `客户 ${i + 1}`, avatar: '' },
      seq: 2,
      lastAt: now - i * 60_000,
      lastText: `第 ${i + 1} 位的问题`,
      unreadAgent: i % 3,
      waitingSince: i < count / 2 ? now - i * 60_000 : null,
    };
    put('conversations', doc);
  }
}

const colleague = (
  staffId: string,
  name: string,
  state: PresenceState,
  load: number
): Colleague => ({
  staffId,
  name,
  specialty: '',
  teamId: 't1',
  state,
  load,
  capacity: 15,
});

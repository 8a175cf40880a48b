import {
  createFakeService,
  CUSTOMER,
  AGENT,
  fresh,
  latest,
  looked,
  putCursors,
} from './fake-service';
import { long, years } from './demo-history';
import { addFiles, media, uploadFile } from './demo-media';
import { ID, message, type Put } from './demo-message';
import { Refusal, type FakeCloud } from './fake-cloud';
import type { Doc } from './fake-database';
import { addDesk, crowd } from './fake-desk';

/**
 * A browser's stand-in for the cloud with canned conversations, so that pages
 * can be looked at alone. `window.__demo` names the scene.
 */
export type Scene =
  | 'first'
  | 'chat'
  | 'offline'
  | 'queue'
  | 'night'
  | 'night-chat'
  | 'duty'
  | 'closed'
  | 'desk'
  | 'crowd'
  | 'empty-desk'
  | 'slow-desk'
  | 'enrol'
  | 'long'
  | 'years'
  | 'media'
  | 'signed-out';

const MINUTE = 60_000;

const TALK: [from: string, text: string, minutesAgo: number][] = [
  [CUSTOMER, '昨天起高血压随访表一直上传失败，村医那边卡着 37 份', 26],
  [CUSTOMER, '提示是 E-2041，详见 https://help.example.cn/e2041', 26],
  [AGENT, '李医生好，E-2041 是机构编码没对上，数据没有丢。', 24],
  [AGENT, '最近机构名称或编码变过吗？', 24],
  [CUSTOMER, '上周三并了两个村卫生室，有问题打 13800138000', 5],
  [AGENT, '明白，合并后旧编码停用了。已重新同步，约 5 分钟后重试。', 2],
  [CUSTOMER, '👍', 1],
];

function build(scene: Scene): FakeCloud & { init(): void } {
  const cloud = createFakeService(Date.now);
  const put = (name: string, doc: object) => cloud.db.put(name, doc as Doc);
  const now = Date.now();
  if (scene === 'signed-out') signOut(cloud);
  if (scene === 'long') long(put, now);
  if (scene === 'years') years(put, now);
  answerEntry(cloud, scene, now);
  if (TALKING.includes(scene)) talk(put, scene, now);
  addDesk(cloud, Date.now);
  if (scene === 'desk') desk(put, now);
  if (scene === 'crowd') crowd(put, fresh(now), 200, now);
  if (scene === 'slow-desk') slowDesk(cloud);
  if (scene === 'enrol') enrol(cloud);
  if (scene === 'offline') cloud.refuse.add('add messages');
  if (scene === 'offline') cloud.on('conversation.send', () => refuseSend());
  addFiles(cloud);
  if (scene === 'media') media(put, now);
  return Object.assign(cloud, { init: () => undefined, uploadFile });
}

/** The hours, and what a customer can ask with one tap. */
function answerEntry(cloud: FakeCloud, scene: Scene, now: number): void {
  const closed = scene.startsWith('night') || scene === 'duty';
  // Half past eight in Shanghai, of the next day.
  const opens = Math.ceil((now + 8 * HOUR) / DAY) * DAY + 0.5 * HOUR;
  const look = () => {
    const newest = latest(cloud.db.all('conversations'));
    const seen = looked(newest, Date.now());
    return {
      ...seen,
      ...(scene.startsWith('night') && { agent: null }),
      ...(closed && {
        service: { open: false, changesAt: opens, offsetMinutes: 480 },
      }),
      questions: [
        '随访表上传失败怎么办',
        '家医签约批量导入模板',
        '忘记系统登录密码',
        '疫苗库存和冰箱里的对不上，应该先改系统还是先盘点',
      ],
      shortcuts: ['处理进度', '远程协助', '常见问题'],
    };
  };
  cloud.on('conversation.look', look);
  cloud.on('conversation.enter', ({ scene: scanned }) => ({
    ...look(),
    entryId: 'e1',
    codeValid: !String(scanned).startsWith('revoked'),
  }));
}

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const TALKING: Scene[] = [
  'chat',
  'offline',
  'queue',
  'closed',
  'media',
  'night-chat',
  'duty',
];

function signOut(cloud: FakeCloud): void {
  cloud.on('account.session', () => {
    throw new Refusal('UNAUTHENTICATED', '请先登录');
  });
  cloud.on('account.signIn', () => {
    throw new Refusal('SIGN_IN_FAILED', '工号或密码不对');
  });
}

/** Nothing comes: what a page looks like until it does. */
function slowDesk(cloud: FakeCloud): void {
  const { callFunction } = cloud;
  cloud.callFunction = (request) => {
    const { action } = request.data as { action: string };
    return action === 'account.presence' || action === 'account.session'
      ? new Promise(() => undefined)
      : callFunction(request);
  };
}

/** A second factor must be set up first. */
function enrol(cloud: FakeCloud): void {
  const session = {
    identity: { me: AGENT, channel: 'phone', field: 'agentOpenid' },
    staff: { staffId: 's000000000000001', staffCode: 'A1024', name: '陈雨桐' },
    presence: 'online',
    serverTime: Date.now(),
  };
  signOut(cloud);
  cloud.on('account.signIn', () => ({
    step: 'enrol',
    challenge: 'c3',
    secret: 'JBSW Y3DP EHPK 3PXP',
    uri: 'otpauth://totp/x',
  }));
  cloud.on('account.continueSignIn', ({ code }) => {
    if (code !== '123456') {
      throw new Refusal('SECOND_FACTOR_FAILED', '验证码不对，或已经用过');
    }
    const recoveryCodes = Array.from({ length: 10 }, (_, i) => `7K${i}M-Q2XD`);
    return { step: 'done', ticket: null, ...session, recoveryCodes };
  });
}

function refuseSend(): never {
  throw new Error('request:fail');
}

function talk(put: Put, scene: Scene, now: number): void {
  const waits = scene === 'queue' || scene === 'night-chat';
  const length = waits ? 1 : TALK.length;
  TALK.slice(0, length).forEach(([from, text, ago], i) => {
    const at = now - ago * MINUTE;
    put('messages', message(ID, i + 1, from, text, at));
  });
  const closed = scene === 'closed';
  put('conversations', {
    ...fresh(now - 26 * MINUTE, { seq: length, lastAt: now }),
    ...(closed ? { state: 'closed', closedAt: now } : {}),
    ...(scene === 'queue'
      ? {
          state: 'waiting',
          agentCard: null,
          waitingSince: now - 2 * MINUTE,
          queue: { position: 3, etaSeconds: 240, from: 6 },
        }
      : {}),
    ...(scene === 'night-chat' ? { state: 'waiting', agentCard: null } : {}),
  });
  putCursors(put, ID, {
    a: {
      readSeq: scene === 'offline' ? 3 : 5,
      typingAt: scene === 'chat' ? now + 60_000 : 0,
    },
  });
}

const PEOPLE: [nick: string, text: string, waits: number, unread: number][] = [
  ['李敏', '上周三并了两个村卫生室', 0.8, 2],
  ['赵国平', '系统比冰箱里多 6 支，月底要对账', 3.2, 3],
  ['马晓燕', '家医签约批量导入模板发我一份好吗，多谢', 6.1, 1],
  ['何雪', '随访表打不开了', 75, 0],
  ['杨立新', '好的，我让信息科先查一下网络', 0, 0],
];

function desk(put: Put, now: number): void {
  PEOPLE.forEach(([nick, text, waits, unread], i) => {
    const id = `c000000000000000000${i + 1}`;
    const length = i === 0 ? TALK.length : 1;
    put('conversations', {
      ...fresh(now - 40 * MINUTE),
      _id: id,
      customer: i === 0 ? CUSTOMER : `o-${i}`,
      customerCard: { nick, avatar: '' },
      seq: length,
      lastAt: now - i * 2 * MINUTE,
      lastText: text,
      unreadAgent: unread,
      waitingSince: waits ? now - waits * MINUTE : null,
    });
  });
  TALK.forEach(([from, text, ago], i) =>
    put('messages', message(ID, i + 1, from, text, now - ago * MINUTE))
  );
  const note = message(ID, 8, AGENT, '编码 0412 已停用，让同步组先刷。', now);
  put('messages', { ...note, kind: 'note', customer: '-' });
  put('messages', {
    ...message(ID, 8.5, '-', '客户已等 6 分钟，请尽快回复。', now),
    _id: 'nudge000000000000001',
    kind: 'note',
    customer: '-',
  });
  putCursors(put, ID, { c: { readSeq: 4, lookingAt: now + 60_000 } });
}

/** What tests in the page may use: more messages of the other side. */
export interface DemoPage {
  __demo: Scene;
  __h5Cloud: { createPhoneCloud(): unknown };
  __agentSays(text: string, seq: number): void;
  /** It is the turn of who queues. */
  __turn(): void;
}

const page = globalThis as unknown as DemoPage;
let current: FakeCloud | undefined;
page.__h5Cloud = {
  createPhoneCloud: () => (current = build(page.__demo)),
};
page.__agentSays = (text, seq) => {
  const doc = message(ID, seq, AGENT, text, Date.now());
  current?.db.put('messages', doc as unknown as Doc);
};
page.__turn = () => {
  const before = current?.db.get('conversations', ID);
  const agentCard = { name: '周航', avatar: '', specialty: '' };
  const turn = { state: 'active', queue: null, agentCard };
  current?.db.put('conversations', { ...before, ...turn } as unknown as Doc);
};

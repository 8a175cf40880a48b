import type { CodeState } from '../../customer/code';
import type { FunnelStep } from '../../customer/funnel-advice';

/** What the page of codes says. */
export const CODES_COPY = {
  allStates: '全部状态',
  staff: '客服',
  make: '生成专属码',
  makeAsk: '给谁生成专属码？',
  makeHow: '已经有在用的码时，会直接打开那一个',
  made: '已生成，图片通常 1 分钟内可下载',
  code: '编号',
  owner: '客服',
  state: '状态',
  madeAt: '生成时间',
  none: '没有符合条件的专属码',
  noneHow: '换个条件，或给客服生成一个',
  close: '关闭',
  madeOn: '{time} 生成',
  endsOn: '旧码用到 {time}',
  endedOn: '{time} 失效',
  handedFrom: '由 {name} 移交',
  picture: '{name} 的专属码',
  waiting: '图片由定时任务生成，通常 1 分钟内可下载',
  failed: '微信暂时没有给出图片（{code}），会自动再试，码已经可以用',
  pictureGone: '图片打不开',
  poster: '下载海报',
  png: '下载原图',
  notDownloaded: '没有下载成功，请稍后再试',
  posterTitle: '{name} 为您服务',
  posterHow: '微信扫一扫，直接找到我',
  rotate: '换一个码',
  rotateAsk: '给 {name} 换一个码？',
  rotateLead: '会生成一个新码，旧码还能用 7 天，请在这之前换下印出去的海报。',
  rotated: '已换成新的码，旧码还能用 7 天',
  revoke: '作废',
  revokeAsk: '作废 {name} 的这个码？',
  revokeLead: '海报上的这个码会立刻失效，扫码的客户会转到默认客服。',
  revoked: '已作废',
  hand: '移交…',
  handAsk: '把 {name} 的专属码和客户移交给谁？',
  handLead:
    '{codes} 个专属码改指向接手人，印出去的海报照常能扫；{customers} 位专属客户以后也归他。',
  handLeadUnknown: '全部专属码和专属客户都会归接手人，印出去的海报照常能扫。',
  handed: '已移交给 {to}：{codes} 个码，{customers} 位客户',
  handedMore: '已开始移交给 {to}，客户较多，其余会自动完成',
  handDo: '移交',
  funnel: '这个码带来了什么',
  days: '近 30 天',
  shareOf: '占{step}的 {share}%',
  endedScans: '另有 {n} 次扫码在失效之后',
  funnelNone: '这 30 天没有人扫过',
  funnelPart: '扫码太多，只数了一部分',
} as const;

export const CODE_STATE_COPY: Record<CodeState, string> = {
  active: '在用',
  waiting: '生成中',
  handed: '已移交',
  replaced: '已换新',
  revoked: '已作废',
};

export const FUNNEL_COPY: Record<FunnelStep, string> = {
  scans: '扫码',
  entered: '进入',
  started: '首条消息',
  answered: '首次回复',
  resolved: '解决',
  rated: '评价',
  converted: '成交',
};

/** Said where a step is worse than the team's median by a third. */
export const ADVICE_COPY: Record<Exclude<FunnelStep, 'scans'>, string> = {
  entered: '扫码的多是同一批人（{share}%），可以把海报放到新的地方',
  started: '进入后有 {missing}% 的人没有开口，可以试试更具体的欢迎语',
  answered: '有 {missing}% 的会话没等到回复，看看服务时间和接待上限',
  resolved: '回复过的会话只解决了 {share}%，看看常用语和转接是不是够用',
  rated: '只有 {share}% 的会话有评价，结束时可以请客户评一下',
  converted: '只有 {share}% 的会话成交，看看跟进是不是及时',
};

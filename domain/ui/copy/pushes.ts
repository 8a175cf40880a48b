import type { PushPurpose, PushStatus } from '../../values/states';

/** What the list of single reminders says. */
export const PUSHES_COPY = {
  tab: '提醒记录',
  how: '不含正文，客户名字里的手机号已打码',
  when: '时间',
  customer: '客户',
  staff: '客服',
  what: '提醒什么',
  result: '结果',
  why: '原因',
  resultAll: '结果',
  none: '没有符合条件的提醒',
  noneHow: '放宽筛选条件，或换一段时间',
  gone: '客户资料已删除',
  nobody: '系统',
  clicked: '已点开',
  again: '第 {n} 次尝试',
  code: '微信返回 {code}，不再重试',
  open: '看这个会话',
} as const;

export const PURPOSE_COPY: Record<PushPurpose, string> = {
  reply: '客服回复',
  queue: '排到了',
  closed: '会话结束',
};

export const PUSH_STATUS_COPY: Record<PushStatus, string> = {
  pending: '等待发出',
  sent: '微信已受理',
  'skipped:no_credit': '没有发',
  'skipped:watching': '没有发',
  'skipped:off': '没有发',
  limited: '没有发',
  failed: '微信退回',
};

/** The statuses once more, for the filter, where reasons must differ. */
export const PUSH_REASON_COPY: Record<PushStatus, string> = {
  pending: '等手机或定时任务代发',
  sent: '',
  'skipped:no_credit': '没有提醒次数',
  'skipped:watching': '客户正在看，没有打扰',
  'skipped:off': '提醒已关',
  limited: '1 小时内已到上限',
  failed: '',
};

/** Several statuses that the reports count as one number. */
export const PUSH_GROUP_COPY = {
  attempted: '交给了微信：受理或退回',
  skipped: '没有发：客户正在看，或提醒已关',
} as const;

/** What WeChat's codes mean; any other is shown as it is. */
export const PUSH_CODE_COPY: Readonly<Record<number, string>> = {
  [-2]: '微信没有答复，不知道送到没有',
  [-1]: '没有连上微信',
  43101: '客户在微信里关闭了提醒，或次数已用完',
  47003: '模板字段不对，请检查提醒模板',
  40037: '模板编号不对，请检查提醒模板',
};

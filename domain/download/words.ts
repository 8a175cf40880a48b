import type { MessageKind, SenderType } from '../values/states';

/** The words in the files that staff download. */
export const DOWNLOAD_WORDS = {
  records: '会话记录',
  messages: '消息',
  audit: '审计日志',
  recordHead: [
    '会话编号',
    '客户',
    '客户编号',
    '客服',
    '渠道',
    '状态',
    '开始时间',
    '最后消息时间',
    '结束时间',
    '结束原因',
    '消息数',
    '评分',
    '评价原因',
    '评价留言',
    '已解决',
    '已转化',
    '标签',
  ],
  messageHead: ['会话编号', '序号', '时间', '身份', '姓名', '类型', '内容'],
  auditHead: [
    '时间',
    '操作人编号',
    '操作人',
    '动作',
    '对象',
    '说明',
    '请求编号',
  ],
  made: '导出时间',
  purpose: '用途',
  filters: '筛选',
  everything: '全部',
  timeZone: '时区',
  withTexts: '含聊天正文',
  yes: '是',
  no: '否',
} as const;

export const STATE_WORDS = {
  waiting: '待接入',
  active: '进行中',
  closed: '已结束',
} as const;

export const CHANNEL_WORDS = { phone: '小程序', web: '网页' } as const;

export const CLOSE_WORDS = {
  resolved: '已解决',
  ticket: '转工单',
  'no-reply': '客户未回复',
  duplicate: '重复咨询',
  customer: '客户结束',
  timeout: '超时结束',
} as const;

export const SENDER_WORDS: Record<SenderType, string> = {
  customer: '客户',
  agent: '客服',
  system: '系统',
};

export const KIND_WORDS: Record<MessageKind, string> = {
  text: '文字',
  emoji: '表情',
  image: '图片',
  voice: '语音',
  file: '文件',
  system: '提示',
  note: '内部备注',
  tombstone: '已撤回',
};

/** The filters of a query, as the audit and a file name them. */
export const QUERY_LINE = {
  by: {
    lastAt: '最后消息',
    createdAt: '开始',
    closedAt: '结束',
    customerAt: '客户发言',
    agentAt: '客服发言',
    scannedAt: '扫码',
  },
  since: '起',
  until: '止',
  staff: '客服',
  team: '小组',
  code: '专属码',
  noCode: '不经过码',
  weekdays: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  customer: '客户',
  rated: '有评价',
  unrated: '没有评价',
  commented: '有评价留言',
  score: '评分',
  tag: '标签',
  resolved: '已解决',
  solvedInOne: '一次解决',
  converted: '已转化',
  answered: '得到回复',
  text: '含指定的字',
} as const;

/** What a setting is called, what it does in one line, and in what it counts. */
export interface SettingWords {
  label: string;
  hint: string;
  unit?: string;
}

/** By path, as `settings.update` names a field. */
export const SETTING_WORDS = {
  'hours.timeZone': {
    label: '时区',
    hint: '服务时间按这个地方的钟来算',
  },
  'hours.weekly': {
    label: '每周服务时间',
    hint: '拖动两端改时间，双击拆开一段，按住 Alt 拖到别的日子可以复制',
  },
  'hours.exceptions': {
    label: '例外日',
    hint: '放假、补班和临时调整，这一天不按每周时间',
  },
  'assignment.strategy': {
    label: '分配方式',
    hint: '不属于任何人的客户分给谁，专属客户总是先找专属客服',
  },
  'assignment.dutyStaffId': {
    label: '值班人',
    hint: '不在服务时间时由谁接待，没有人值班时客户留言等待',
  },
  'assignment.silentMinutes': {
    label: '无回应改派',
    hint: '新客户等这么久还没有第一次回复，就改派给别人，0 表示不改派',
    unit: '分钟',
  },
  'assignment.slowReplyMinutes': {
    label: '回复提醒',
    hint: '客户等这么久还没有回复，就提醒这位客服',
    unit: '分钟',
  },
  'conversation.silenceHours': {
    label: '自动结束',
    hint: '这么久没有新消息，会话自动结束',
    unit: '小时',
  },
  'conversation.reopenHours': {
    label: '继续上次会话',
    hint: '结束后这么久之内客户再来，接着上次的会话，0 表示总是新会话',
    unit: '小时',
  },
  'conversation.recallMinutes': {
    label: '可撤回时间',
    hint: '发出后这么久之内可以撤回，0 表示不能撤回',
    unit: '分钟',
  },
  'autoReplies.welcome': {
    label: '欢迎语',
    hint: '第一次有客服接待时发给客户',
  },
  'autoReplies.outOfHours': {
    label: '下班时间',
    hint: '不在服务时间时，客户留言后收到',
  },
  'autoReplies.queue': { label: '排队中', hint: '客户要排队等待时收到' },
  'autoReplies.slowReply': {
    label: '回复较慢',
    hint: '客户等得久了还没有回复时收到',
  },
  'autoReplies.questions': {
    label: '常见问题',
    hint: '客户问到同样的话时马上回答，没有写答案的由客服回答',
  },
  'autoReplies.shortcuts': {
    label: '快捷词',
    hint: '放在输入框上方，客户点一下就发出，最多 3 个',
  },
  'push.on': {
    label: '发送提醒',
    hint: '客户不在看会话时，用微信订阅消息提醒他',
  },
  'push.perHour': {
    label: '每小时上限',
    hint: '同一位客户任意 60 分钟内最多提醒几次，0 表示不提醒',
    unit: '次',
  },
  'push.mergeMinutes': {
    label: '合并时间',
    hint: '这么久之内的几条回复只提醒一次',
    unit: '分钟',
  },
  'limits.messagesPerHour': {
    label: '发消息',
    hint: '同一个人每小时最多发几条消息',
    unit: '条',
  },
  'limits.uploadsPerHour': {
    label: '上传',
    hint: '同一个人每小时最多上传几个文件',
    unit: '个',
  },
  'limits.entriesPerHour': {
    label: '进入',
    hint: '同一位客户每小时最多扫码或打开几次',
    unit: '次',
  },
  'limits.callsPerHour': {
    label: '全部操作',
    hint: '同一个人每小时最多调用云函数几次',
    unit: '次',
  },
  'limits.signInsPerMinute': {
    label: '登录',
    hint: '同一处每分钟最多尝试登录几次',
    unit: '次',
  },
  'limits.uploadMegabytes': {
    label: '文件大小',
    hint: '图片、语音和文件最大多少',
    unit: 'MB',
  },
  'safety.mode': {
    label: '检查方式',
    hint: '先看到再检查更快，先检查再看到更稳妥',
  },
  'safety.askWechat': {
    label: '微信内容检查',
    hint: '文字、图片和语音交给微信检查，需要小程序已开通这项能力',
  },
  'safety.onFailure': {
    label: '微信没有答复时',
    hint: '微信的检查一直没有结果时怎么办',
  },
  'safety.words': {
    label: '禁用词',
    hint: '带有这些词的内容发不出去，一行一个，最多 2000 个',
  },
  'people.forcePasswordChange': {
    label: '首次登录改密码',
    hint: '新账号或重置密码后，第一次登录必须改密码',
  },
  'people.secondFactor': {
    label: '二次验证',
    hint: '登录时除了密码，还要输入验证器里的 6 位数字',
  },
  'people.webSessions': {
    label: '网页登录',
    hint: '同一个人能不能在几台电脑上同时登录',
  },
  'records.retentionDays': {
    label: '会话保留',
    hint: '结束的会话连同图片和文件，过了这么久自动删除，删除后找不回来',
    unit: '天',
  },
  'records.auditDays': {
    label: '审计日志保留',
    hint: '谁做过什么的记录保留多久，法律要求至少六个月',
    unit: '天',
  },
  'records.consentVersion': {
    label: '隐私说明版本',
    hint: '隐私说明改过以后加 1',
  },
  'prices.perMonth': {
    label: '套餐月费',
    hint: '云开发套餐每个月的价格',
    unit: '元',
  },
  'prices.callsIncluded': {
    label: '套餐内调用',
    hint: '套餐每个月包含的调用次数',
    unit: '次',
  },
  'prices.perTenThousandCalls': {
    label: '超出调用',
    hint: '超出套餐后每一万次调用的价格',
    unit: '元',
  },
  'prices.perGbSecond': {
    label: '云函数用量',
    hint: '云函数每 GB·秒 的价格',
    unit: '元',
  },
  'prices.perGbStored': {
    label: '存储',
    hint: '文件每 GB 存一个月的价格',
    unit: '元',
  },
  'alerts.webhook': {
    label: '告警地址',
    hint: '出现问题时把告警发到这个 https 地址，空着就不发',
  },
  'alerts.failuresPerHour': {
    label: '失败次数',
    hint: '一到两小时内失败达到这么多次就告警',
    unit: '次',
  },
  'alerts.pushFailureRate': {
    label: '提醒失败率',
    hint: '一天之内交给微信的提醒失败超过这个比例就告警',
    unit: '%',
  },
  'alerts.backlogMinutes': {
    label: '积压时间',
    hint: '本该马上做的事等了这么久就告警',
    unit: '分钟',
  },
} as const satisfies Record<string, SettingWords>;
export type SettingPath = keyof typeof SETTING_WORDS;

/** What a choice is called. */
export const SETTING_CHOICES = {
  'assignment.strategy': {
    fewest: '最空闲的先接',
    'round-robin': '轮流接',
    skills: '先找懂这类问题的',
  },
  'safety.mode': { 'show-first': '先看到再检查', hold: '先检查再看到' },
  'safety.onFailure': { open: '放行', closed: '拦下' },
  'people.secondFactor': {
    off: '不用',
    optional: '自愿开启',
    required: '所有人必须',
  },
  'people.webSessions': { many: '可以同时登录', one: '只留最后登录的一处' },
} as const;

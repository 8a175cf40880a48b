import { WECHAT_SWITCHES } from '../wechat/switch-table';

interface SwitchEntry {
  default: boolean | number | string;
  /** What it may be set to; `number`: any whole number from 0. */
  positions: readonly (boolean | string)[] | 'number';
  /** One sentence: what is unsettled, and why this default. */
  why: string;
  /** The same in Chinese, for the console's page. */
  zh?: string;
  /** Numbers of SPEC.md that speak of it. */
  spec: readonly string[];
}

/**
 * Behaviour that no document of the platform settles, all in one place. Each
 * default is the position that refuses more, or that a documented example
 * needs. A new switch is one entry here and one row in SPEC.md, "Switches".
 */
export const SWITCHES = {
  equality: {
    default: 'strict',
    positions: ['strict', 'loose'],
    why: 'Whether == of a rule compares unlike types is not documented; strict grants less.',
    zh: '规则里 == 遇到类型不同的值怎么比，文档没有说；strict（严格）放行得更少。',
    spec: ['RULE-70'],
  },
  evaluation: {
    default: 'short-circuit',
    positions: ['short-circuit', 'eager'],
    why: "The platform's own templates read fields that only one side of && or || has, so the other side must not be evaluated.",
    zh: '平台自己的模板会读只有 && 或 || 一边才有的字段，所以另一边不能去算。',
    spec: ['RULE-71'],
  },
  missingProperty: {
    default: 'error',
    positions: ['error', 'undefined'],
    why: 'Reading a property of nothing is not documented; an error refuses.',
    zh: '读不存在的东西的属性会怎样，文档没有说；当成错误就是拒绝。',
    spec: ['RULE-72'],
  },
  missingDocument: {
    default: 'undefined',
    positions: ['undefined', 'null'],
    why: 'The documentation says both undefined and null for get() of a document that is not there.',
    zh: 'get() 读不到文档时，文档里 undefined 和 null 两种说法都有。',
    spec: ['RULE-78'],
  },
  everyRuleFieldInQuery: {
    default: false,
    positions: [false, true],
    why: 'One page warns that every doc field of a rule must stand in the query; the documented template queries one side of ||.',
    zh: '有一页警告说规则里每个 doc 字段都要写进查询；而官方模板只查了 || 的一边。',
    spec: ['RULE-73'],
  },
  byDocumentId: {
    default: 'strict',
    positions: ['strict', 'read-then-check'],
    why: 'The newer text judges doc(id) by the query alone; the older guide reads the document first.',
    zh: '较新的文档只凭查询判断 doc(id)；较早的指南会先读出文档再判断。',
    spec: ['RULE-74'],
  },
  docInCreate: {
    default: 'undefined',
    positions: ['data', 'undefined'],
    why: 'Reports from the field find no doc in a create rule; a rule for create names request.data.',
    zh: '实际反馈是 create 规则里没有 doc；新建用的规则要写 request.data。',
    spec: ['RULE-75'],
  },
  openidOfWebCaller: {
    default: 'absent',
    positions: ['absent', 'empty'],
    why: 'auth.openid is documented for WeChat sign-in only.',
    zh: '文档只说微信登录才有 auth.openid。',
    spec: ['RULE-76'],
  },
  loginTypeOfTicket: {
    default: 'CUSTOM',
    positions: ['CUSTOM', 'absent'],
    why: 'The documented value of auth.loginType; what auth v2 gives for a custom ticket is unknown.',
    zh: '这是文档写的 auth.loginType 的值；auth v2 下自定义登录给什么，不清楚。',
    spec: ['RULE-77'],
  },
  watchEnabled: {
    default: true,
    positions: [true, false],
    why: 'False refuses every new watch as a used-up quota would.',
    zh: '改成 false，新的监听会像配额用完一样被拒绝。',
    spec: ['WATCH-9'],
  },
  connectionQuota: {
    default: 100_000,
    positions: 'number',
    why: 'How many connections may watch follows the plan that was bought; quotaCounts says what is counted.',
    zh: '可以有多少个监听连接，取决于买的套餐；按什么计数由 quotaCounts 决定。',
    spec: ['WATCH-9'],
  },
  quotaCounts: {
    default: 'sockets',
    positions: ['sockets', 'watches'],
    why: 'Whether a "connection" of the plan is a socket that watches or each watch is not documented; the SDK has one socket for all its watches.',
    zh: '套餐里的“连接”是指一条连接还是每个监听，文档没有写；SDK 的所有监听共用一条连接。',
    spec: ['WATCH-28'],
  },
  watchesPerSocket: {
    default: 1_000,
    positions: 'number',
    why: 'No limit of watches on one socket is documented; without one a single client could fill the memory.',
    zh: '一条连接最多多少个监听，文档没有写；没有上限，一个客户端就能占满内存。',
    spec: ['WATCH-29'],
  },
  watchRuleWithGet: {
    default: 'recheck',
    positions: ['recheck', 'refuse'],
    why: 'A read rule is documented to hold for watches, get() in one was never seen to work: the rule is asked again before each event, or the watch is refused.',
    zh: '文档说读规则对监听同样生效，但没有见过规则里带 get() 的监听成功：每个事件之前重新判断，或者直接拒绝。',
    spec: ['WATCH-34'],
  },
  watchLogin: {
    default: 'untilTokenEnds',
    positions: ['untilTokenEnds', 'whileConnected'],
    why: 'Whether a socket outlives the access token it signed in with is not documented; ending it gives less.',
    zh: '访问令牌过期之后，连接是否还有效，文档没有写；到期就结束更严格。',
    spec: ['WATCH-33'],
  },
  userInfoInEvent: {
    default: true,
    positions: [true, false],
    why: "The mini-program's call adds userInfo {appId, openId} to the event; whether every client does is unknown.",
    zh: '小程序调用时 event 里会多出 userInfo {appId, openId}；别的客户端有没有，不清楚。',
    spec: ['FN-8'],
  },
  identityInChain: {
    default: 'passes',
    positions: ['passes', 'nobody'],
    why: 'Whether a function called by a function sees whom the first one served is documented for the source chain, not for openid and uid.',
    zh: '函数调用函数时，文档只说了来源链；被调用的那个能不能看到最初的 openid 和 uid，没有写。',
    spec: ['FN-45'],
  },
  missedTimerRuns: {
    default: 'once',
    positions: ['once', 'each'],
    why: "Only this cloud's clock jumps: a timer whose times were passed in one step runs once, or once for each of them.",
    zh: '只有这里的时钟会跳：一次跳过多个触发时间时，定时器运行一次，或者每个时间各一次。',
    spec: ['FN-53'],
  },
  httpAccessPath: {
    default: 'rest',
    positions: ['rest', 'full'],
    why: "Without enablePathTransmission the gateway's page hands on what follows the route; the older page's example shows the whole path.",
    zh: '没有开 enablePathTransmission 时，网关的说明是只传路由之后的部分；更早一页的例子是整条路径。',
    spec: ['FN-63'],
  },
  gatewayErrorStatus: {
    default: 'http',
    positions: ['http', 'ok'],
    why: 'Errors of the gateway are documented with 4xx and 5xx; clients were seen that get 200 with a code.',
    zh: '文档说网关出错用 4xx、5xx；也见过客户端拿到 200 加错误码。',
    spec: ['NET-5'],
  },
  anonymousLogin: {
    default: true,
    positions: [true, false],
    why: 'Anonymous login has to be switched on in an environment; here it is on, so that a project which uses it runs at once.',
    zh: '真实环境里匿名登录要先打开；这里默认打开，用到它的项目可以直接跑。',
    spec: ['AUTH-41'],
  },
  captchaAfterWrongPasswords: {
    default: 5,
    positions: 'number',
    why: 'The fifth wrong password in a row is documented to ask for a captcha; how long it goes on asking is not. 0: never.',
    zh: '文档说连续第五次输错密码要图形验证码；要到什么时候为止，没有写。0 表示从不。',
    spec: ['AUTH-42'],
  },
  verificationInterval: {
    default: 0,
    positions: 'number',
    why: 'Codes are limited in rate, but no number is documented: seconds between two codes to one phone or mailbox.',
    zh: '验证码有频率限制，但没有写数字：同一手机或邮箱两次之间的秒数。',
    spec: ['AUTH-43'],
  },
  passwordEndsSessions: {
    default: true,
    positions: [true, false],
    why: 'Whether a new password ends the other sessions of a person is not documented; ending them refuses more.',
    zh: '改了密码，这个人的其他登录是否失效，文档没有写；失效更严格。',
    spec: ['AUTH-44'],
  },
  sessionsPerUser: {
    default: 0,
    positions: 'number',
    why: 'The limit of devices signed in to one account follows the console; 0 is no limit. The oldest session ends first.',
    zh: '一个账号能登录多少台设备，由控制台设定；0 表示不限。超过时最早的先退出。',
    spec: ['AUTH-45'],
  },
  publishableKey: {
    default: 'nobody',
    positions: ['nobody', 'anonymous'],
    why: 'One page gives the publishable key the rights of an anonymous user, another says that it makes no session and that data answers 401.',
    zh: '一页说 publishable key 的权限和匿名用户一样，另一页说它不算登录、读数据是 401。',
    spec: ['AUTH-46'],
  },
  temporaryUrlSeconds: {
    default: 7_200,
    positions: 'number',
    why: 'How long a temporary URL lives without maxAge: one page says two hours, another ten minutes.',
    zh: '不写 maxAge 时临时链接有效多久：一页说两小时，另一页说十分钟。',
    spec: ['FILE-41'],
  },
  clientCopy: {
    default: 'refused',
    positions: ['refused', 'byRule'],
    why: 'Copying files is documented for administrators alone, yet the browser SDK offers it.',
    zh: '文档只说管理员可以复制文件，但网页 SDK 也提供了这个方法。',
    spec: ['FILE-42'],
  },
  announcedLength: {
    default: 'ignored',
    positions: ['ignored', 'enforced'],
    why: 'js-sdk 3.7 for the mini-program announces the length of the file path, so a store that held it to that would refuse every upload.',
    zh: '小程序版 js-sdk 3.7 报的是文件路径的长度，按它核对就会拒绝所有上传。',
    spec: ['FILE-53'],
  },
  ...WECHAT_SWITCHES,
} as const satisfies Record<string, SwitchEntry>;

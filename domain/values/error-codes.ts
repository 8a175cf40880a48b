/** How a client behaves on a refusal: the kind decides, not the code. */
export type ErrorKind =
  | 'bad_request'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'too_many'
  | 'unavailable'
  | 'internal';

export interface ErrorEntry {
  kind: ErrorKind;
  /** Shown to the person. */
  message: string;
  /** Whether the same call may succeed later without a change. */
  retry: boolean;
}

/** docs/errors.md holds the same codes; a test compares both ways. */
export const ERROR_CODES = {
  INVALID_INPUT: {
    kind: 'bad_request',
    message: '提交的内容有误，请检查后再试',
    retry: false,
  },
  UNKNOWN_ACTION: {
    kind: 'bad_request',
    message: '不支持这个操作，请更新后再试',
    retry: false,
  },
  MESSAGE_TOO_LONG: {
    kind: 'bad_request',
    message: '内容过长，请分几条发送',
    retry: false,
  },
  MESSAGE_RISKY: {
    kind: 'bad_request',
    message: '内容里有不允许发送的词，请修改后再发',
    retry: false,
  },
  FILE_TOO_LARGE: {
    kind: 'bad_request',
    message: '文件太大，不能发送',
    retry: false,
  },
  FILE_TYPE_REFUSED: {
    kind: 'bad_request',
    message: '不支持这种文件',
    retry: false,
  },
  FILE_NOT_FOUND: {
    kind: 'not_found',
    message: '文件没有传上来，请重新选择',
    retry: false,
  },
  UNAUTHENTICATED: {
    kind: 'unauthenticated',
    message: '请先登录',
    retry: false,
  },
  SIGN_IN_FAILED: {
    kind: 'unauthenticated',
    message: '工号或密码不对',
    retry: false,
  },
  SIGN_IN_LOCKED: {
    kind: 'too_many',
    message: '尝试次数太多，账号已暂时锁定，请稍后再试',
    retry: true,
  },
  SESSION_EXPIRED: {
    kind: 'unauthenticated',
    message: '登录已过期，请重新登录',
    retry: false,
  },
  SESSION_REPLACED: {
    kind: 'unauthenticated',
    message: '您在另一个浏览器登录了，这里已退出',
    retry: false,
  },
  CHALLENGE_EXPIRED: {
    kind: 'unauthenticated',
    message: '验证已超时，请重新登录',
    retry: false,
  },
  SECOND_FACTOR_FAILED: {
    kind: 'unauthenticated',
    message: '验证码不对，或已经用过',
    retry: false,
  },
  SECOND_FACTOR_ENROLLED: {
    kind: 'conflict',
    message: '二次验证已经开启',
    retry: false,
  },
  PASSWORD_REUSED: {
    kind: 'bad_request',
    message: '新密码不能和原来的密码相同',
    retry: false,
  },
  STAFF_DISABLED: {
    kind: 'forbidden',
    message: '账号已停用，请联系管理员',
    retry: false,
  },
  FORBIDDEN: { kind: 'forbidden', message: '没有权限', retry: false },
  NOT_FOUND: {
    kind: 'not_found',
    message: '内容不存在或已删除',
    retry: false,
  },
  RATE_LIMITED: {
    kind: 'too_many',
    message: '操作太频繁，请稍后再试',
    retry: true,
  },
  CUSTOMER_BLOCKED: {
    kind: 'too_many',
    message: '您暂时不能发送消息，请稍后再试',
    retry: true,
  },
  CONVERSATION_CLOSED: {
    kind: 'conflict',
    message: '会话已结束，可以重新发起',
    retry: false,
  },
  CONVERSATION_TRANSFERRED: {
    kind: 'conflict',
    message: '会话已转给其他客服',
    retry: false,
  },
  PUSH_NOT_RESENDABLE: {
    kind: 'conflict',
    message: '这条提醒不能再次发送',
    retry: false,
  },
  RATING_FINAL: {
    kind: 'conflict',
    message: '评价已提交，不能再修改',
    retry: false,
  },
  CONVERSATION_NOT_CLOSED: {
    kind: 'conflict',
    message: '会话还没有结束',
    retry: false,
  },
  MESSAGE_ID_TAKEN: {
    kind: 'conflict',
    message: '消息没有发出，请重新发送',
    retry: false,
  },
  OWN_CUSTOMER: {
    kind: 'conflict',
    message: '您是客服人员，不能同时作为自己的客户，请换一个微信试用',
    retry: false,
  },
  STAFF_IS_CUSTOMER: {
    kind: 'conflict',
    message: '这位客服就是该客户本人，请换一位',
    retry: false,
  },
  STAFF_OFFLINE: {
    kind: 'conflict',
    message: '对方不在线，请换一位',
    retry: false,
  },
  STAFF_AT_CAPACITY: {
    kind: 'conflict',
    message: '对方的接待量已满，请换一位',
    retry: false,
  },
  CAPACITY_REACHED: {
    kind: 'conflict',
    message: '您的接待量已满，请先结束一个会话',
    retry: false,
  },
  MESSAGE_TOO_OLD: {
    kind: 'conflict',
    message: '消息发出太久，不能撤回了',
    retry: false,
  },
  STAFF_CODE_TAKEN: {
    kind: 'conflict',
    message: '这个工号已经有人用了',
    retry: false,
  },
  STAFF_LAST_ADMIN: {
    kind: 'conflict',
    message: '至少要保留一位在用的管理员',
    retry: false,
  },
  SETTINGS_CHANGED: {
    kind: 'conflict',
    message: '设置刚被别人改过，请刷新后再保存',
    retry: false,
  },
  TEAM_NOT_EMPTY: {
    kind: 'conflict',
    message: '小组里还有人，请先把他们移到别的小组',
    retry: false,
  },
  CODE_REVOKED: {
    kind: 'conflict',
    message: '这个专属码已停用，请新建一个',
    retry: false,
  },
  SETUP_REFUSED: {
    kind: 'forbidden',
    message: '初始化已完成，或初始化口令不对',
    retry: false,
  },
  CONSENT_OUTDATED: {
    kind: 'conflict',
    message: '隐私说明已更新，请重新阅读后再同意',
    retry: false,
  },
  ERASURE_HELD: {
    kind: 'forbidden',
    message: '您的记录依法需要留存，暂时不能删除，请联系客服',
    retry: false,
  },
  BUSY: {
    kind: 'unavailable',
    message: '当前操作的人较多，请稍后再试',
    retry: true,
  },
  INTERNAL: {
    kind: 'internal',
    message: '系统开小差了，请稍后再试',
    retry: true,
  },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof ERROR_CODES;

/** What every function answers. Details stay in the log, by requestId. */
export type Reply<T> =
  | { ok: true; data: T }
  | {
      ok: false;
      error: {
        code: ErrorCode;
        message: string;
        requestId: string;
        /** When it will work again, in milliseconds, where that is known. */
        retryAt?: number;
        /** Which part of the input is to blame, where that is known. */
        field?: string;
      };
    };

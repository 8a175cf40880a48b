export interface OrderField {
  name: string;
  label: string;
  kind?: 'number' | 'choice';
  /** What an empty form begins with. */
  value?: string;
  options?: readonly (readonly [string, string])[];
  placeholder?: string;
}

/** One kind of failure: its fields, and the order that they make. */
export interface OrderKind {
  title: string;
  explained: string;
  fields: OrderField[];
  body: (values: Record<string, string>) => object;
}

const match: OrderField = {
  name: 'match',
  label: '动作名里有',
  placeholder: '不填就是全部',
};
const times: OrderField = {
  name: 'times',
  label: '次数',
  kind: 'number',
  placeholder: '不填就一直',
};

const strikes = (values: Record<string, string>): object => ({
  ...(values.match && { match: values.match }),
  ...(values.times && { times: Number(values.times) }),
});

const personOf = (values: Record<string, string>): object =>
  values.kind === 'uid' ? { uid: values.id } : { openid: values.id };

export const ORDERS: OrderKind[] = [
  {
    title: '变慢',
    explained: '请求先等一会儿再办。0 毫秒就是取消。',
    fields: [
      { name: 'ms', label: '毫秒', kind: 'number', value: '1000' },
      match,
      times,
    ],
    body: (values) => ({ delayMs: Number(values.ms), ...strikes(values) }),
  },
  {
    title: '失败',
    explained: '请求不办，直接回这个错误码。',
    fields: [
      { name: 'code', label: '错误码', value: 'SYS_ERR' },
      match,
      { ...times, value: '1' },
    ],
    body: (values) => ({ fail: { code: values.code, ...strikes(values) } }),
  },
  {
    title: '丢答复',
    explained: '连接直接断掉：还没办，或已经办好。',
    fields: [
      {
        name: 'moment',
        label: '什么时候',
        kind: 'choice',
        value: 'after',
        options: [
          ['after', '办好以后'],
          ['before', '办之前'],
        ],
      },
      match,
      { ...times, value: '1' },
    ],
    body: (values) => ({ drop: { moment: values.moment, ...strikes(values) } }),
  },
  {
    title: '断网',
    explained: '这个人的请求和连接都到不了，直到恢复。',
    fields: [
      {
        name: 'kind',
        label: '身份',
        kind: 'choice',
        value: 'openid',
        options: [
          ['openid', 'openid'],
          ['uid', 'uid'],
        ],
      },
      { name: 'id', label: '是谁' },
      {
        name: 'on',
        label: '状态',
        kind: 'choice',
        value: 'off',
        options: [
          ['off', '断网'],
          ['on', '恢复'],
        ],
      },
    ],
    body: (values) => ({
      offline: { ...personOf(values), on: values.on === 'off' },
    }),
  },
  {
    title: '云函数失败',
    explained: '接下来几次调用失败。',
    fields: [
      { name: 'name', label: '函数名' },
      { name: 'code', label: '错误码', value: 'FUNCTIONS_EXECUTE_FAIL' },
      { ...times, value: '1' },
    ],
    body: ({ name, code, times: count }) => ({
      failFunction: { name, code, times: Number(count) },
    }),
  },
  {
    title: '云函数变慢',
    explained: '每次调用先等一会儿。0 毫秒就是取消。',
    fields: [
      { name: 'name', label: '函数名' },
      { name: 'ms', label: '毫秒', kind: 'number', value: '1000' },
    ],
    body: ({ name, ms }) => ({ slowFunction: { name, ms: Number(ms) } }),
  },
  {
    title: '推送失败',
    explained: '微信拒绝接下来几条订阅消息。',
    fields: [
      { name: 'errcode', label: '微信错误码', kind: 'number', value: '43101' },
      { ...times, value: '1' },
    ],
    body: ({ errcode, times: count }) => ({
      failPush: { errcode: Number(errcode), times: Number(count) },
    }),
  },
];

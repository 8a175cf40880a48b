/** The cast of the demo. Invented, as is the company they ask. */
export const CUSTOMERS = {
  li: { openid: 'o-demo-li', name: '李敏', note: '老客户，有专属客服' },
  zhao: { openid: 'o-demo-zhao', name: '赵国平', note: '新客户，还没来过' },
  wang: { openid: 'o-demo-wang', name: '王建华', note: '提醒次数 0' },
} as const;
export type CustomerHandle = keyof typeof CUSTOMERS;

export const ADMIN = {
  openid: 'o-demo-admin',
  name: '管理员',
  staffCode: 'A1000',
  note: '管理员',
} as const;

export const STAFF = {
  chen: {
    openid: 'o-demo-chen',
    name: '陈雨桐',
    staffCode: 'A1024',
    role: 'agent',
    specialty: '慢病随访、数据上传',
    note: '客服',
  },
  zhou: {
    openid: 'o-demo-zhou',
    name: '周航',
    staffCode: 'A1027',
    role: 'agent',
    specialty: '打印模板、健康档案',
    note: '客服',
  },
  lin: {
    openid: 'o-demo-lin',
    name: '林晓',
    staffCode: 'A1003',
    role: 'supervisor',
    specialty: '',
    note: '主管',
  },
} as const;
export type StaffHandle = keyof typeof STAFF;

export const DEPARTMENT = '客户服务部';

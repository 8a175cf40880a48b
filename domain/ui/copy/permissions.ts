import type { ActionName } from '../../actions/index';

export interface Permission {
  name: string;
  /** All of the same access; a test holds that. */
  actions: readonly ActionName[];
}
export interface PermissionGroup {
  title: string;
  permissions: readonly Permission[];
}

/**
 * What people may do, in their words. Who may is not written here: the page
 * reads it from the contract (domain/actions). A test says when an action of
 * staff has no words yet.
 */
export const PERMISSION_COPY: readonly PermissionGroup[] = [
  {
    title: '自己的账号',
    permissions: [
      {
        name: '登录、改密码、两步验证',
        actions: [
          'account.session',
          'account.refresh',
          'account.signOut',
          'account.changePassword',
          'account.enrolSecondFactor',
          'account.confirmSecondFactor',
          'account.disableSecondFactor',
        ],
      },
      {
        name: '切换在线状态、使用常用语',
        actions: ['account.presence', 'settings.forDesk', 'reply.use'],
      },
      {
        name: '查看登录会话、下线',
        actions: ['staff.sessions', 'staff.endSession', 'staff.endSessions'],
      },
    ],
  },
  {
    title: '接待',
    permissions: [
      { name: '领取排队的客户', actions: ['desk.pull'] },
      {
        name: '转接会话，写备注、标签和结果，补发提醒',
        actions: [
          'desk.transfer',
          'desk.note',
          'desk.tag',
          'desk.outcome',
          'desk.case',
          'push.resend',
        ],
      },
      {
        name: '催促、指派、移交会话',
        actions: ['desk.nudge', 'desk.assign', 'staff.handOver'],
      },
      { name: '看实时看板', actions: ['board.read'] },
      { name: '看同事和小组名单', actions: ['desk.colleagues', 'team.list'] },
      {
        name: '看和整理常用语',
        actions: ['reply.list', 'reply.create', 'reply.update', 'reply.remove'],
      },
    ],
  },
  {
    title: '客户',
    permissions: [
      {
        name: '看客户，改资料、标签和备注',
        actions: [
          'customer.get',
          'customer.list',
          'customer.update',
          'customer.tag',
          'customer.remark',
          'customer.removeRemark',
        ],
      },
      {
        name: '看完整手机号，改归属，拉黑',
        actions: [
          'customer.phone',
          'customer.bind',
          'customer.block',
          'customer.unblock',
        ],
      },
      {
        name: '依法保留，代客户导出或删除数据',
        actions: ['customer.hold', 'privacy.exportFor', 'privacy.eraseFor'],
      },
    ],
  },
  {
    title: '记录与报表',
    permissions: [
      { name: '看会话记录', actions: ['record.list', 'record.get'] },
      {
        name: '导出会话记录',
        actions: [
          'download.create',
          'download.run',
          'download.list',
          'download.cancel',
          'download.links',
        ],
      },
      {
        name: '看报表和码的漏斗',
        actions: ['report.day', 'report.range', 'report.funnel'],
      },
      { name: '看提醒触达', actions: ['report.pushes', 'record.pushes'] },
      {
        name: '看和处理举报',
        actions: ['record.complaints', 'record.settleComplaint'],
      },
      { name: '看审计日志', actions: ['audit.list'] },
    ],
  },
  {
    title: '人员与专属码',
    permissions: [
      { name: '看人员列表和在线状态', actions: ['staff.list'] },
      { name: '改人员资料', actions: ['staff.update'] },
      { name: '看一个人手上有什么', actions: ['staff.belongings'] },
      {
        name: '添加、停用、启用人员，重置密码和两步验证',
        actions: [
          'staff.create',
          'staff.disable',
          'staff.enable',
          'staff.resetPassword',
          'staff.resetSecondFactor',
        ],
      },
      { name: '看所有人的登录会话', actions: ['staff.allSessions'] },
      {
        name: '添加、改名、删除小组',
        actions: ['team.create', 'team.update', 'team.remove'],
      },
      {
        name: '看、生成、更换、作废专属码',
        actions: [
          'code.list',
          'code.picture',
          'code.create',
          'code.rotate',
          'code.revoke',
        ],
      },
      { name: '移交专属码和客户', actions: ['code.handOver'] },
    ],
  },
  {
    title: '设置与运行',
    permissions: [
      { name: '看设置，试分配', actions: ['settings.get', 'desk.tryAssign'] },
      {
        name: '改设置，看历史，恢复',
        actions: ['settings.update', 'settings.history', 'settings.restore'],
      },
      {
        name: '看和改提醒模板',
        actions: ['template.list', 'template.save', 'template.remove'],
      },
      { name: '看运行状况和费用', actions: ['health.read', 'cost.read'] },
    ],
  },
];

/** What the contract has and nobody has words for yet. */
export const OTHER_PERMISSIONS = '其他';

import { SHARED_COPY } from './shared';

/** What the hosted page says. */
export const DESK_COPY = {
  ...SHARED_COPY,
  factorLead: '请打开验证器，输入 6 位验证码；手机不在身边时可用恢复码。',
  factorCode: '验证码或恢复码',
  enrolOpen: '在本机的验证器里打开',
  copyByHand: '复制不了，内容已选中，请手动复制',
  deskAnswered: '等客户回复',
  deskReply: '回复',
  deskPlaceholder: '回复客户，输入 / 用常用语，可以粘贴图片',
  deskDetach: '去掉',
  deskOffline: '网络断开，正在重连…写好的会在恢复后发出',
  deskBack: '返回会话',
  deskNothing: '在左边选一个会话',
  deskCommands: '命令菜单',
  deskCommandsHow: '找会话、常用语或操作',
  deskCommandsNone: '没有找到',
  deskActions: '操作',
  deskNextWaiting: '下一个待回复',
  deskNext: '下一个会话',
  deskPrevious: '上一个会话',
  deskNewLine: '换行',
  deskCloseNext: '结束并看下一个',
  deskKeys: '快捷键',
  deskNotice: '有新的客户消息',
  deskNoticeFrom: '{name} 发来新消息',
} as const;

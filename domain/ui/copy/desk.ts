import { SHARED_COPY } from './shared';

/** What the hosted page says. */
export const DESK_COPY = {
  ...SHARED_COPY,
  factorLead: '请打开验证器，输入 6 位验证码；手机不在身边时可用恢复码。',
  factorCode: '验证码或恢复码',
  enrolOpen: '在本机的验证器里打开',
  copyByHand: '复制不了，内容已选中，请手动复制',
} as const;

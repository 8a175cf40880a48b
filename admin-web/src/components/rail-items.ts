import {
  ChartBarIcon,
  ChatIcon,
  DashboardIcon,
  HistoryIcon,
  SettingIcon,
  UsergroupIcon,
  UserTalkIcon,
} from 'tdesign-icons-vue-next';
import type { Component } from 'vue';
import type { StaffRole } from '../../../domain/values/states';
import { maySeeStaff, mayServe, maySupervise } from '../features/session/roles';

/** A page of the main menu. */
export interface RailItem {
  to: string;
  /** Two characters. */
  label: string;
  icon: Component;
  allows: (role: StaffRole | null) => boolean;
}

const everybody = () => true;

/** In the order of the rail, which is the order of Ctrl+1, Ctrl+2 and so on. */
const RAIL_ITEMS: readonly RailItem[] = [
  { to: '/desk', label: '接待', icon: ChatIcon, allows: mayServe },
  { to: '/board', label: '看板', icon: DashboardIcon, allows: maySupervise },
  { to: '/customers', label: '客户', icon: UsergroupIcon, allows: everybody },
  { to: '/records', label: '记录', icon: HistoryIcon, allows: everybody },
  { to: '/reports', label: '报表', icon: ChartBarIcon, allows: maySupervise },
  { to: '/staff', label: '人员', icon: UserTalkIcon, allows: maySeeStaff },
  { to: '/settings', label: '设置', icon: SettingIcon, allows: maySupervise },
];

/** What each role opens most: as many as a phone's bar has room for. */
const AT_HAND: Record<StaffRole, readonly string[]> = {
  agent: ['/desk', '/customers', '/records'],
  supervisor: ['/desk', '/board', '/customers', '/records'],
  admin: ['/board', '/records', '/reports', '/staff'],
};
const BAR_SIZE = 4;

export interface RailShelves {
  all: RailItem[];
  /** Behind 更多 where the rail is a bar; one item alone is never put there. */
  far: RailItem[];
}

export function railFor(role: StaffRole | null): RailShelves {
  const all = RAIL_ITEMS.filter((item) => item.allows(role));
  if (role === null || all.length <= BAR_SIZE + 1) return { all, far: [] };
  const far = all.filter(({ to }) => !AT_HAND[role].includes(to));
  return { all, far };
}

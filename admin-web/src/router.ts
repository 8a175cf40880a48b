import {
  createRouter,
  createWebHashHistory,
  type RouteRecordRaw,
} from 'vue-router';
import type { StaffRole } from '../../domain/values/states';
import {
  mayExport,
  mayManageStaff,
  maySeeAudit,
  maySeeHealth,
  maySeeStaff,
  maySupervise,
} from './features/session/roles';

declare module 'vue-router' {
  interface RouteMeta {
    /** What the page is about, for the title and the sentence of a refusal. */
    noun?: string;
    /** Who sees it; everybody where absent. */
    allows?: (role: StaffRole | null) => boolean;
  }
}

const routes: RouteRecordRaw[] = [
  {
    path: '/',
    component: () => import('./features/session/home-page.vue'),
  },
  {
    path: '/desk/:id?',
    component: () => import('./features/desk/desk-page.vue'),
    meta: { noun: '接待' },
  },
  {
    path: '/board',
    component: () => import('./features/board/board-page.vue'),
    meta: { noun: '看板', allows: maySupervise },
  },
  {
    path: '/reports',
    component: () => import('./features/reports/reports-page.vue'),
    meta: { noun: '报表', allows: maySupervise },
  },
  ...(['staff', 'teams', 'codes'] as const).map((by) => ({
    path: `/reports/${by}`,
    component: () => import('./features/reports/parts-page.vue'),
    // Another part is another page, also where the component is the same.
    props: { by, key: by },
    meta: { noun: '报表', allows: maySupervise },
  })),
  {
    path: '/reports/pushes',
    component: () => import('./features/reports/push-report-page.vue'),
    meta: { noun: '报表', allows: maySupervise },
  },
  {
    path: '/reports/health',
    component: () => import('./features/health/health-page.vue'),
    meta: { noun: '费用与健康', allows: maySeeHealth },
  },
  {
    path: '/staff',
    component: () => import('./features/staff/staff-page.vue'),
    meta: { noun: '人员', allows: maySeeStaff },
  },
  {
    path: '/staff/teams',
    component: () => import('./features/teams/teams-page.vue'),
    meta: { noun: '小组', allows: maySeeStaff },
  },
  {
    path: '/staff/roles',
    component: () => import('./features/staff/roles-page.vue'),
    meta: { noun: '角色权限', allows: maySeeStaff },
  },
  {
    path: '/staff/sessions',
    component: () => import('./features/staff/sessions-page.vue'),
    meta: { noun: '登录会话', allows: mayManageStaff },
  },
  {
    path: '/staff/codes',
    component: () => import('./features/codes/codes-page.vue'),
    meta: { noun: '专属码', allows: maySeeStaff },
  },
  {
    path: '/records',
    component: () => import('./features/records/records-page.vue'),
    meta: { noun: '记录' },
  },
  {
    path: '/records/audit',
    component: () => import('./features/records/audit-page.vue'),
    meta: { noun: '审计日志', allows: maySeeAudit },
  },
  {
    path: '/records/pushes',
    component: () => import('./features/records/pushes-page.vue'),
    meta: { noun: '提醒记录', allows: maySupervise },
  },
  {
    path: '/records/complaints',
    component: () => import('./features/records/complaints-page.vue'),
    meta: { noun: '举报', allows: maySupervise },
  },
  {
    path: '/records/exports',
    component: () => import('./features/exports/exports-page.vue'),
    meta: { noun: '导出任务', allows: mayExport },
  },
  {
    path: '/customers',
    component: () => import('./features/customers/customers-page.vue'),
    meta: { noun: '客户' },
  },
  {
    path: '/settings/:section?',
    component: () => import('./features/settings/settings-page.vue'),
    meta: { noun: '设置', allows: maySupervise },
  },
  { path: '/:unknown(.*)*', redirect: '/' },
];

export const router = createRouter({
  history: createWebHashHistory(),
  routes,
});

router.afterEach((to) => {
  document.title = `${to.meta.noun ?? '工作台'} · 云杉客服`;
});

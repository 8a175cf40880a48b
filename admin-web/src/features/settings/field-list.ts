import type { Settings } from '../../../../domain/settings/schema';
import type {
  SETTING_CHOICES,
  SettingPath,
} from '../../../../domain/ui/copy/setting-words';
import { SETTINGS_COPY } from '../../../../domain/ui/copy/settings';

/** How a value is given where one control is enough for it. */
export type FieldKind =
  'switch' | 'number' | 'percent' | 'choice' | 'text' | 'person';

export interface SimpleField {
  path: SettingPath;
  kind: FieldKind;
  /** How much the buttons beside a number add. */
  step?: number;
  /** For administrators only: others would see it empty. */
  secret?: true;
}

/** The pages, in the order of the list beside them. */
export const SETTINGS_PAGES = [
  'hours',
  'assignment',
  'conversation',
  'replies',
  'push',
  'canned',
  'limits',
  'safety',
  'records',
  'people',
  'alerts',
  'prices',
] as const;
export type SettingsPageId = (typeof SETTINGS_PAGES)[number];

export const pageName = (page: SettingsPageId): string => SETTINGS_COPY[page];

export function isSettingsPage(name: unknown): name is SettingsPageId {
  return (SETTINGS_PAGES as readonly unknown[]).includes(name);
}

const number = (path: SettingPath, step = 1): SimpleField => ({
  path,
  kind: 'number',
  step,
});
const choice = (path: keyof typeof SETTING_CHOICES): SimpleField => ({
  path,
  kind: 'choice',
});
const toggle = (path: SettingPath): SimpleField => ({ path, kind: 'switch' });

/** What stands on a page as a plain form; the rest has its own components. */
export const FIELDS: Record<SettingsPageId, readonly SimpleField[]> = {
  hours: [],
  replies: [],
  canned: [],
  assignment: [
    choice('assignment.strategy'),
    { path: 'assignment.dutyStaffId', kind: 'person' },
    number('assignment.silentMinutes'),
    number('assignment.slowReplyMinutes'),
  ],
  conversation: [
    number('conversation.silenceHours'),
    number('conversation.reopenHours'),
    number('conversation.recallMinutes'),
  ],
  push: [
    toggle('push.on'),
    number('push.perHour'),
    number('push.mergeMinutes'),
  ],
  limits: [
    number('limits.uploadMegabytes'),
    number('limits.messagesPerHour', 10),
    number('limits.uploadsPerHour', 10),
    number('limits.entriesPerHour', 10),
    number('limits.callsPerHour', 100),
    number('limits.signInsPerMinute'),
  ],
  safety: [
    choice('safety.mode'),
    toggle('safety.askWechat'),
    choice('safety.onFailure'),
  ],
  records: [
    number('records.retentionDays'),
    number('records.auditDays'),
    number('records.consentVersion'),
  ],
  people: [
    toggle('people.forcePasswordChange'),
    choice('people.secondFactor'),
    choice('people.webSessions'),
  ],
  alerts: [
    { path: 'alerts.webhook', kind: 'text', secret: true },
    number('alerts.failuresPerHour'),
    { path: 'alerts.pushFailureRate', kind: 'percent' },
    number('alerts.backlogMinutes'),
  ],
  prices: [
    number('prices.perMonth'),
    number('prices.callsIncluded', 10_000),
    number('prices.perTenThousandCalls', 0.1),
    number('prices.perGbSecond', 0.00001),
    number('prices.perGbStored', 0.001),
  ],
};

/** On which page a value stands: a refused field is shown to its reader. */
export function pageOf(path: string): SettingsPageId {
  const section = path.split('.')[0] as keyof Settings;
  if (section === 'autoReplies') return 'replies';
  return section;
}

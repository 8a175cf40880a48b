import * as z from 'zod';
import { DEFAULT_HOURS, Hours } from './hours';
import { AlertSettings } from './sections/alerts';
import { AssignmentSettings } from './sections/assignment';
import {
  AutoReplySettings,
  ConversationSettings,
} from './sections/conversation';
import { LimitSettings } from './sections/limits';
import { PeopleSettings } from './sections/people';
import { PushSettings } from './sections/push';
import { PriceSettings, RecordSettings } from './sections/records';
import { SafetySettings } from './sections/safety';

/**
 * Everything an administrator may change without a deployment. Each value has
 * a default, so that what was stored before a value existed stays readable.
 */
export const Settings = z.object({
  hours: Hours.default(DEFAULT_HOURS),
  assignment: AssignmentSettings.prefault({}),
  conversation: ConversationSettings.prefault({}),
  autoReplies: AutoReplySettings.prefault({}),
  push: PushSettings.prefault({}),
  limits: LimitSettings.prefault({}),
  safety: SafetySettings.prefault({}),
  people: PeopleSettings.prefault({}),
  records: RecordSettings.prefault({}),
  prices: PriceSettings.prefault({}),
  alerts: AlertSettings.prefault({}),
});
export type Settings = z.infer<typeof Settings>;
export type SettingsSection = keyof Settings;
export const SETTINGS_SECTIONS = Object.keys(
  Settings.shape
) as SettingsSection[];

export const DEFAULT_SETTINGS: Settings = Settings.parse({});

/** `settings/current`, and the same once more as `settings/rev.<n>`. */
export const StoredSettings = z.object({
  _id: z.string(),
  /** One more with every change; 0 is what nobody has changed yet. */
  rev: z.int(),
  values: z.record(z.string(), z.unknown()),
  at: z.number(),
  /** staffId of who changed it. */
  by: z.string(),
  /** What differs from the revision before: `push.perHour`. */
  changed: z.array(z.string()),
  /** The revision that was taken up again; null: something was edited. */
  restored: z.int().nullable(),
});
export type StoredSettings = z.infer<typeof StoredSettings>;

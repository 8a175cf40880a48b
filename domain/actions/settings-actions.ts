import * as z from 'zod';
import { Hours } from '../settings/hours';
import {
  Settings,
  SETTINGS_SECTIONS,
  StoredSettings,
  type SettingsSection,
} from '../settings/schema';
import { ConversationSettings } from '../settings/sections/conversation';
import { action } from './spec';

const InForce = z.object({
  rev: z.int(),
  at: z.number(),
  settings: Settings,
});

const SectionChange = z.strictObject({
  section: z.enum(SETTINGS_SECTIONS as [SettingsSection, ...SettingsSection[]]),
  values: z.record(z.string().max(64), z.unknown()),
});

export const settingsActions = {
  /** All of it, as it is stored now. */
  'settings.get': action({
    in: 'admin',
    access: { supervisor: 'organisation', admin: 'organisation' },
    input: z.strictObject({}),
    output: InForce,
  }),
  /** What an agent's screen needs to know of them. */
  'settings.forDesk': action({
    in: 'admin',
    access: { agent: 'own', supervisor: 'own', admin: 'own' },
    input: z.strictObject({}),
    output: z.object({
      hours: Hours,
      conversation: ConversationSettings,
      slowReplyMinutes: z.number(),
      uploadMegabytes: z.number(),
      safetyMode: z.enum(['hold', 'show-first']),
    }),
  }),
  /**
   * Changes some values of some sections, all or none, as one revision; `rev`
   * is the one they were read at. A refusal names the field. Every function
   * follows within 10 seconds.
   */
  'settings.update': action({
    in: 'admin',
    access: { admin: 'organisation' },
    input: z.strictObject({
      changes: z.array(SectionChange).min(1).max(SETTINGS_SECTIONS.length),
      rev: z.int().min(0),
    }),
    output: InForce,
  }),
  /** Every revision, the last one first, 20 a page. */
  'settings.history': action({
    in: 'admin',
    access: { admin: 'organisation' },
    input: z.strictObject({ beforeRev: z.int().min(1).optional() }),
    output: z.object({
      revisions: z.array(
        StoredSettings.omit({ _id: true, values: true }).extend({
          /** Name of who changed it. */
          name: z.string(),
          settings: Settings,
        })
      ),
      /** Pass it as `beforeRev`; null: that was all. */
      next: z.int().nullable(),
    }),
  }),
  /**
   * Takes up an earlier revision again, as a new one; 0: the defaults. With
   * `onlyAt` it is refused where another revision is in force.
   */
  'settings.restore': action({
    in: 'admin',
    access: { admin: 'organisation' },
    input: z.strictObject({
      rev: z.int().min(0),
      onlyAt: z.int().min(0).optional(),
    }),
    output: InForce,
  }),
};

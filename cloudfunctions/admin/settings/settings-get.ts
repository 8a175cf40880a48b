import { readSettings } from '../../../domain/settings/read';
import { get } from '../../platform/documents';
import type { Handler } from '../../platform/serve';
import { CURRENT_SETTINGS, settings } from '../../platform/settings';

/** What is stored, not what this process remembers. */
export const settingsGet: Handler<'settings.get'> = async () => {
  const stored = await get('settings', CURRENT_SETTINGS);
  return {
    rev: stored?.rev ?? 0,
    at: stored?.at ?? 0,
    settings: readSettings(stored?.values).settings,
  };
};

export const settingsForDesk: Handler<'settings.forDesk'> = async () => {
  const { hours, conversation, assignment, limits, safety } = await settings();
  return {
    hours,
    conversation,
    slowReplyMinutes: assignment.slowReplyMinutes,
    uploadMegabytes: limits.uploadMegabytes,
    safetyMode: safety.mode,
  };
};

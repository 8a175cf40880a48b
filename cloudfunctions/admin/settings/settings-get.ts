import { readSettings } from '../../../domain/settings/read';
import { get } from '../../platform/documents';
import { actorOf } from '../../platform/request';
import type { Handler } from '../../platform/serve';
import { CURRENT_SETTINGS, settings } from '../../platform/settings';

/**
 * What is stored, not what this process remembers. Where alerts are posted
 * carries a key in its address: that is for administrators.
 */
export const settingsGet: Handler<'settings.get'> = async (_, request) => {
  const stored = await get('settings', CURRENT_SETTINGS);
  const { settings: all } = readSettings(stored?.values);
  const isAdmin = actorOf(request).staff.role === 'admin';
  const alerts = isAdmin ? all.alerts : { ...all.alerts, webhook: '' };
  return {
    rev: stored?.rev ?? 0,
    at: stored?.at ?? 0,
    settings: { ...all, alerts },
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

import { problemsOf } from '../../../domain/health/judge';
import { alertBody } from '../../../domain/health/words';
import { measureHealth } from '../../admin/health/measure';
import { log } from '../../platform/log';
import { postAlert } from '../post-alert';
import type { Task } from '../task';

/**
 * Tells whoever wished to be told, at most once an hour. A webhook that fails
 * fails this task, which the health page shows.
 */
export const alerts: Task = {
  every: 'hour',
  async run({ now, settings }) {
    const { webhook } = settings.alerts;
    const health = await measureHealth(now);
    const problems = problemsOf(health, settings.alerts);
    if (problems.length > 0) log('error', 'unwell', { problems });
    if (webhook === '' || problems.length === 0) {
      return { cursor: null, counts: { problems: problems.length } };
    }
    await postAlert(webhook, alertBody(problems, health, now));
    return { cursor: null, counts: { problems: problems.length } };
  },
};

import { problemsOf } from '../../../domain/health/judge';
import type { Handler } from '../../platform/serve';
import { settings } from '../../platform/settings';
import { measureHealth } from './measure';

export const healthRead: Handler<'health.read'> = async (_, { now }) => {
  const health = await measureHealth(now);
  const { alerts } = await settings();
  const { webhook, ...thresholds } = alerts;
  const problems = problemsOf(health, alerts);
  return { ...health, problems, thresholds, told: webhook !== '' };
};

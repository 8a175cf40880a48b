import { serve } from '../platform/serve';
import { runDueTasks } from './run-due-tasks';

/** Nightly and hourly work. No client calls it. */
export const main = serve({
  handlers: {},
  onTimer: ({ now }) => runDueTasks(now),
});

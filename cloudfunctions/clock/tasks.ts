import type { Task } from './task';
import { alerts } from './tasks/alerts';
import { oldAudit } from './tasks/audit';
import { downloads } from './tasks/downloads';
import { orphans } from './tasks/orphans';
import { anonymous, erasuresTask, exportsTask } from './tasks/privacy';
import { purge } from './tasks/purge';
import { retention } from './tasks/retention';
import { rollup } from './tasks/rollup';

/** By the name under which `pools/clock` keeps how far each one is. */
export const TASKS: Record<string, Task> = {
  erasures: erasuresTask,
  rollup,
  retention,
  audit: oldAudit,
  anonymous,
  exports: exportsTask,
  downloads,
  orphans,
  purge,
  alerts,
};

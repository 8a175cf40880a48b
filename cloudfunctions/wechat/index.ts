import { serve } from '../platform/serve';
import { codeCreate } from './codes';
import { credit } from './credit';
import { pushClicked } from './push-clicked';
import { runAll, workRun } from './work-run';

export const main = serve({
  handlers: {
    'push.credit': credit,
    'work.run': workRun,
    'push.clicked': pushClicked,
    'code.create': codeCreate,
  },
  onTimer: runAll,
});

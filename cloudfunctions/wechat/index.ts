import { serve } from '../platform/serve';
import { codeCreate } from './codes';
import { credit } from './credit';
import { pushClicked } from './push-clicked';
import { pushRun, runAll } from './push-run';

export const main = serve({
  handlers: {
    'push.credit': credit,
    'push.run': pushRun,
    'push.clicked': pushClicked,
    'code.create': codeCreate,
  },
  onTimer: runAll,
});

import { noting } from '../platform/activity';
import { serve, type Main } from '../platform/serve';
import { codeCreate } from './code/code-create';
import { codeHandOver } from './code/code-hand-over';
import { codeList } from './code/code-list';
import { codePicture } from './code/code-picture';
import { codeRevoke } from './code/code-revoke';
import { codeRotate } from './code/code-rotate';
import { credit } from './push/credit';
import { onEvent } from './events';
import { isEvent } from './is-event';
import { pushClicked } from './push/push-clicked';
import { pushResend } from './push/push-resend';
import { tick } from './tick';
import { workRun } from './work-run';

const answer = serve({
  handlers: noting({
    'push.credit': credit,
    'work.run': workRun,
    'push.clicked': pushClicked,
    'push.resend': pushResend,
    'code.create': codeCreate,
    'code.list': codeList,
    'code.rotate': codeRotate,
    'code.revoke': codeRevoke,
    'code.picture': codePicture,
    'code.handOver': codeHandOver,
  }),
  onTimer: tick,
});

/** A call, or an event that WeChat's message push brings. */
export const main = (
  ...[event, context]: Parameters<Main>
): Promise<unknown> =>
  isEvent(event, context) ? onEvent(event, Date.now()) : answer(event, context);

import { noting } from '../platform/activity';
import { serve } from '../platform/serve';
import { afterSend } from './after-send';
import { assignByHand } from './assign-by-hand';
import { caseGet } from './case-get';
import { close } from './close';
import { colleagues } from './colleagues';
import { complaints } from './complaints';
import { goOn } from './dispatch';
import { enter } from './enter';
import { fileLinks } from './file-links';
import { fileReserve } from './file-reserve';
import { look } from './look';
import { history } from './history';
import { keepPlace } from './keep-place';
import { note } from './note';
import { nudge } from './nudge';
import { outcome } from './outcome';
import { pull } from './pull';
import { rate } from './rate';
import { recall } from './recall';
import { replyCreate, replyList, replyRemove, replyUpdate } from './reply-edit';
import { replyUse } from './reply-use';
import { report } from './report';
import { send } from './send';
import { start } from './start';
import { sweep } from './sweep';
import { tag } from './tag';
import { transfer } from './transfer';

export const main = serve({
  handlers: noting({
    'conversation.enter': enter,
    'conversation.look': look,
    'conversation.start': start,
    'conversation.afterSend': afterSend,
    'conversation.send': send,
    'conversation.close': close,
    'conversation.rate': rate,
    'conversation.history': history,
    'conversation.sweep': sweep,
    'reply.list': replyList,
    'reply.create': replyCreate,
    'reply.update': replyUpdate,
    'reply.remove': replyRemove,
    'reply.use': replyUse,
    'conversation.dispatch': goOn,
    'conversation.keepPlace': keepPlace,
    'desk.assign': assignByHand,
    'desk.pull': pull,
    'desk.colleagues': colleagues,
    'desk.transfer': transfer,
    'desk.note': note,
    'desk.tag': tag,
    'desk.nudge': nudge,
    'desk.outcome': outcome,
    'desk.case': caseGet,
    'message.recall': recall,
    'message.report': report,
    'message.complaints': complaints,
    'file.reserve': fileReserve,
    'file.links': fileLinks,
  }),
  onTimer: (request) => sweep({}, request),
});

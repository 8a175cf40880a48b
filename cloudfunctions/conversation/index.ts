import { noting } from '../platform/activity';
import { serve } from '../platform/serve';
import { afterSend } from './message/after-send';
import { assignByHand } from './assignment/assign-by-hand';
import { caseGet } from './life/case-get';
import { close } from './life/close';
import { colleagues } from './assignment/colleagues';
import { goOn } from './assignment/dispatch';
import { enter } from './entry/enter';
import { fileLinks } from './file/file-links';
import { fileReserve } from './file/file-reserve';
import { leaveMessage } from './assignment/leave-message';
import { look } from './entry/look';
import { history } from './life/history';
import { keepPlace } from './assignment/keep-place';
import { note } from './message/note';
import { nudge } from './life/nudge';
import { outcome } from './life/outcome';
import { pull } from './assignment/pull';
import { rate } from './life/rate';
import { recall } from './message/recall';
import {
  replyCreate,
  replyList,
  replyRemove,
  replyUpdate,
} from './reply/reply-edit';
import { replyUse } from './reply/reply-use';
import { report } from './safety/report';
import { send } from './message/send';
import { start } from './life/start';
import { sweep } from './sweep/sweep';
import { tag } from './life/tag';
import { transfer } from './assignment/transfer';
import { deskTryAssign } from './assignment/try-assign';

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
    'conversation.leaveMessage': leaveMessage,
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
    'file.reserve': fileReserve,
    'file.links': fileLinks,
    'desk.tryAssign': deskTryAssign,
  }),
  onTimer: (request) => sweep({}, request),
});

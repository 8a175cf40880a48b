import { serve } from '../platform/serve';
import { afterSend } from './after-send';
import { close } from './close';
import { enter } from './enter';
import { history } from './history';
import { rate } from './rate';
import { send } from './send';
import { start } from './start';
import { sweep } from './sweep';

export const main = serve({
  handlers: {
    'conversation.enter': enter,
    'conversation.start': start,
    'conversation.afterSend': afterSend,
    'conversation.send': send,
    'conversation.close': close,
    'conversation.rate': rate,
    'conversation.history': history,
    'conversation.sweep': sweep,
  },
  onTimer: (request) => sweep({}, request),
});

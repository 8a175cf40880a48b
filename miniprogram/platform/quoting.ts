import type { ReadMessage } from '../services/guard';
import { messageWords } from '../views/message-words';

/** What both chat pages do with the message that the next one answers. */
export const quoting = {
  quote(this: WechatMiniprogram.IAnyObject, message: ReadMessage) {
    this.replyTo = message._id;
    this.setData({ quoted: messageWords(message) });
  },
  onUnquote(this: WechatMiniprogram.IAnyObject) {
    this.replyTo = undefined;
    if (this.data.quoted) this.setData({ quoted: '' });
  },
};

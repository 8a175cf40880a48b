import { COPY } from '../../contract/copy/phone';
import { EMOJI } from '../../services/emoji';

/** Emoji to tap. Events: `pick` {emoji}, `erase`. */
Component({
  data: { emoji: EMOJI, eraseWord: COPY.discard },
  methods: {
    onPick(event: WechatMiniprogram.TouchEvent) {
      const { emoji } = event.currentTarget.dataset as { emoji: string };
      this.triggerEvent('pick', { emoji });
    },
    onErase() {
      this.triggerEvent('erase');
    },
  },
});

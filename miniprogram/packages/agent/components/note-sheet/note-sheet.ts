import { COPY } from '../../../../contract/copy/phone';
import { LIMITS } from '../../../../contract/limits';

/**
 * Writes what only staff read. Events: `note` {text}, `close`. What was typed
 * stays until the page says that it was saved, by a new `saved`.
 */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    busy: { type: Boolean, value: false },
    saved: { type: Number, value: 0 },
  },
  data: {
    text: '',
    max: LIMITS.note,
    title: COPY.noteTitle,
    placeholder: COPY.notePlaceholder,
    save: COPY.noteSave,
  },
  observers: {
    saved() {
      this.setData({ text: '' });
    },
  },
  methods: {
    onInput(event: WechatMiniprogram.TextareaInput) {
      this.setData({ text: event.detail.value });
    },
    onSave() {
      const text = this.data.text.trim();
      if (text && !this.data.busy) this.triggerEvent('note', { text });
    },
    onVisible(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.triggerEvent('close');
    },
  },
});

import { COPY } from '../../contract/copy';
import { EMOJI } from './emoji';

/**
 * Where one writes. Events: `send` {text}, `change` {text}, `typing`,
 * `raise` when keyboard or panel moves it, `locked` when it may not be used.
 */
Component({
  properties: {
    /** The draft. What is typed is reported, not written back. */
    draft: { type: String, value: '' },
    placeholder: { type: String, value: COPY.placeholderFirst },
    /** A tap asks for consent first. */
    locked: { type: Boolean, value: false },
    /** Instead of the field, e.g. until when nothing can be sent. */
    notice: { type: String, value: '' },
  },
  data: {
    text: '',
    keyboard: 0,
    focus: false,
    panel: false,
    emoji: EMOJI,
    sendWord: COPY.send,
  },
  observers: {
    draft(draft: string) {
      if (draft !== this.data.text) this.setData({ text: draft });
    },
  },
  methods: {
    onInput(event: WechatMiniprogram.TextareaInput) {
      this.change(event.detail.value);
      this.triggerEvent('typing');
    },
    onKeyboard(event: WechatMiniprogram.CustomEvent<{ height: number }>) {
      const keyboard = event.detail.height;
      if (keyboard === this.data.keyboard) return;
      this.setData({ keyboard, panel: keyboard > 0 ? false : this.data.panel });
      this.triggerEvent('raise');
    },
    onLines() {
      this.triggerEvent('raise');
    },
    onFocus() {
      this.setData({ focus: true, panel: false });
      this.triggerEvent('raise');
    },
    onBlur() {
      this.setData({ focus: false });
    },
    onFace() {
      if (this.data.locked) return this.onLocked();
      this.setData({ panel: !this.data.panel, focus: this.data.panel });
      this.triggerEvent('raise');
    },
    onEmoji(event: WechatMiniprogram.TouchEvent) {
      const { emoji } = event.currentTarget.dataset as { emoji: string };
      this.change(this.data.text + emoji);
    },
    onLocked() {
      this.triggerEvent('locked');
    },
    onSend() {
      const text = this.data.text.trim();
      if (text === '') return;
      this.change('');
      this.triggerEvent('send', { text });
    },
    change(text: string) {
      this.setData({ text });
      this.triggerEvent('change', { text });
    },
    /** Called by the page: the panel folds when the thread is touched. */
    fold() {
      if (this.data.panel) this.setData({ panel: false });
    },
    /** Called by the page after consent. */
    takeFocus() {
      this.setData({ focus: true });
    },
  },
});

import { COPY } from '../../contract/copy/phone';
import { chooseFiles, choosePictures } from '../../platform/choose';
import { canRecord } from '../../platform/recorder';
import { withoutLast } from '../../services/emoji';
import type { Media } from '../../services/media';
import { createMicPress, type Recorder } from './mic-press';

type Panel = '' | 'emoji' | 'plus';
type Choice = 'album' | 'camera' | 'file';

/**
 * Where one writes, speaks and chooses files. Events: `send` {text},
 * `media` {media}, `unquote`, `change` {text}, `typing`, `raise` when keyboard
 * or panel moves it, `locked` when it may not be used.
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
    /** What is answered, in words; '' nothing. */
    quote: { type: String, value: '' },
    /** Words only, where files make no sense: a note. */
    wordsOnly: { type: Boolean, value: false },
  },
  data: {
    text: '',
    keyboard: 0,
    focus: false,
    panel: '' as Panel,
    // An old WeChat sends what it can.
    speaks: canRecord(),
    chooses: wx.canIUse('chooseMedia') || wx.canIUse('chooseMessageFile'),
    words: {
      send: COPY.send,
      mic: COPY.recordHold,
      plus: COPY.plusMore,
      unquote: COPY.quoteDrop,
    },
  },
  lifetimes: {
    created() {
      const find = () =>
        this.selectComponent('#recorder') as unknown as Recorder | null;
      Object.assign(this, { mic: createMicPress(find) });
    },
    detached() {
      micOf(this).forget();
    },
  },
  observers: {
    draft(draft: string) {
      if (draft !== this.data.text) this.setData({ text: draft });
    },
    quote(quote: string) {
      if (quote && !this.data.locked) this.setData({ focus: true, panel: '' });
      // The page is still in the middle of the change that has told us.
      wx.nextTick(() => this.triggerEvent('raise'));
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
      const panel = keyboard > 0 ? '' : this.data.panel;
      this.setData({ keyboard, panel });
      this.triggerEvent('raise');
    },
    onLines() {
      this.triggerEvent('raise');
    },
    onFocus() {
      this.setData({ focus: true, panel: '' });
      this.triggerEvent('raise');
    },
    onBlur() {
      this.setData({ focus: false });
    },
    onFace() {
      this.toggle('emoji');
    },
    onPlus() {
      this.toggle('plus');
    },
    toggle(wanted: Panel) {
      if (wanted === 'plus' && !this.data.chooses) {
        return wx.showToast({ title: COPY.mediaUnavailable, icon: 'none' });
      }
      if (this.data.locked) return this.onLocked();
      const panel = this.data.panel === wanted ? '' : wanted;
      this.setData({ panel, focus: panel === '' });
      this.triggerEvent('raise');
    },
    onEmoji(event: WechatMiniprogram.CustomEvent<{ emoji: string }>) {
      this.change(this.data.text + event.detail.emoji);
    },
    onErase() {
      this.change(withoutLast(this.data.text));
    },
    async onChoice(event: WechatMiniprogram.CustomEvent<{ key: Choice }>) {
      const { key } = event.detail;
      const choose = key === 'file' ? chooseFiles() : choosePictures(key);
      this.give(await choose);
    },
    onVoice(event: WechatMiniprogram.CustomEvent<{ media: Media }>) {
      this.give([event.detail.media]);
    },
    give(media: Media[]) {
      if (media.length === 0) return;
      this.setData({ panel: '' });
      this.triggerEvent('media', { media });
    },
    onMicDown(event: WechatMiniprogram.TouchEvent) {
      if (!this.data.locked) micOf(this).down(event);
    },
    onMicMove(event: WechatMiniprogram.TouchEvent) {
      micOf(this).move(event);
    },
    onMicUp() {
      if (this.data.locked) return this.onLocked();
      micOf(this).up();
    },
    onMicLost() {
      micOf(this).lost();
    },
    onWords() {
      this.setData({ focus: true });
    },
    onUnquote() {
      this.triggerEvent('unquote');
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
      if (this.data.panel) this.setData({ panel: '' });
    },
    /** Called by the page after consent. */
    takeFocus() {
      this.setData({ focus: true });
    },
  },
});

/** What the view does not draw is kept beside the data. */
function micOf(component: object) {
  return (component as { mic: ReturnType<typeof createMicPress> }).mic;
}

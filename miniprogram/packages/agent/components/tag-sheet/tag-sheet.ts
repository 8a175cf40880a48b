import { COPY } from '../../../../contract/copy/phone';
import { LIMITS } from '../../../../contract/limits';

/**
 * The tags of something, as a whole. Events: `save` {tags}, `close`. What he
 * changes is kept here until then.
 */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    busy: { type: Boolean, value: false },
    title: { type: String, value: COPY.tagTitle },
    tags: { type: Array, value: [] as string[] },
    /** Used before, elsewhere. */
    known: { type: Array, value: [] as string[] },
  },
  data: {
    chosen: [] as string[],
    offered: [] as string[],
    text: '',
    max: LIMITS.tag,
    copy: {
      placeholder: COPY.tagPlaceholder,
      add: COPY.tagAdd,
      recent: COPY.tagRecent,
      none: COPY.tagNone,
      save: COPY.save,
    },
  },
  observers: {
    'visible, tags'(visible: boolean, tags: string[]) {
      if (visible) this.choose([...tags]);
    },
  },
  methods: {
    choose(chosen: string[]) {
      const offered = (this.data.known as string[]).filter(
        (one) => !chosen.includes(one)
      );
      this.setData({ chosen, offered });
    },
    onInput(event: WechatMiniprogram.Input) {
      this.setData({ text: event.detail.value });
    },
    onAdd() {
      this.add(this.data.text);
      this.setData({ text: '' });
    },
    onOffered(event: WechatMiniprogram.TouchEvent) {
      this.add((event.currentTarget.dataset as { tag: string }).tag);
    },
    add(text: string) {
      const tag = text.trim().slice(0, LIMITS.tag);
      const { chosen } = this.data;
      const room = chosen.length < LIMITS.tags;
      if (tag && room && !chosen.includes(tag)) this.choose([...chosen, tag]);
    },
    onRemove(event: WechatMiniprogram.TouchEvent) {
      const { tag } = event.currentTarget.dataset as { tag: string };
      this.choose(this.data.chosen.filter((one) => one !== tag));
    },
    /** What stands in the field was meant to be added. */
    onSave() {
      if (this.data.busy) return;
      this.onAdd();
      this.triggerEvent('save', { tags: this.data.chosen });
    },
    onVisible(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.triggerEvent('close');
    },
  },
});

import { COPY } from '../../../../contract/copy/phone';
import { LIMITS } from '../../../../contract/limits';
import type {
  CustomerFileView,
  FieldView,
} from '../../../../views/customer-file';

/** Drawn for the moment before the first value arrives. */
const NOTHING: CustomerFileView = {
  person: { name: '', initial: '', tint: 0, avatar: '' },
  second: '',
  chip: '',
  fields: [],
  tags: [],
  history: [],
  remarks: [],
};

/**
 * Who the customer is. Events: `field` {name} or {unit}, `tags`, `remark`
 * {text}, `remove` {id}, `retry`, `close`.
 */
Component({
  properties: {
    visible: { type: Boolean, value: false },
    busy: { type: Boolean, value: false },
    phase: { type: String, value: 'loading' },
    file: { type: Object, value: NOTHING },
    reach: { type: Object, value: { title: '', how: '', left: null } },
    /** A new number: the remark was saved. */
    saved: { type: Number, value: 0 },
  },
  data: {
    tab: 'info',
    text: '',
    max: LIMITS.remark,
    copy: {
      title: COPY.customerInfo,
      info: COPY.customerInfo,
      history: COPY.customerHistory,
      remarks: COPY.customerRemarks,
      tags: COPY.fieldTags,
      edit: COPY.edit,
      none: COPY.tagNone,
      historyEmpty: COPY.historyEmpty,
      remarkEmpty: COPY.remarkEmpty,
      placeholder: COPY.remarkPlaceholder,
      add: COPY.remarkAdd,
      remove: COPY.remove,
      failed: COPY.loadFailed,
      retry: COPY.retry,
    },
  },
  observers: {
    saved() {
      this.setData({ text: '' });
    },
  },
  methods: {
    onTab(event: WechatMiniprogram.TouchEvent) {
      this.setData(event.currentTarget.dataset as { tab: string });
    },
    onField(event: WechatMiniprogram.TouchEvent) {
      const { key } = event.currentTarget.dataset as { key: FieldView['key'] };
      const field = this.data.file.fields.find((one) => one.key === key);
      if (!field?.editable) return;
      const known = field.value === COPY.fieldNone ? '' : field.value;
      wx.showModal({
        title: field.word,
        editable: true,
        content: known,
        success: ({ confirm, content }) => {
          const value = (content ?? '').trim();
          if (!confirm || value === known) return;
          this.triggerEvent('field', { [key]: value });
        },
      });
    },
    onTags() {
      this.triggerEvent('tags');
    },
    onInput(event: WechatMiniprogram.TextareaInput) {
      this.setData({ text: event.detail.value });
    },
    onRemark() {
      const text = this.data.text.trim();
      if (text && !this.data.busy) this.triggerEvent('remark', { text });
    },
    onRemove(event: WechatMiniprogram.TouchEvent) {
      const { id } = event.currentTarget.dataset as { id: string };
      this.triggerEvent('remove', { id });
    },
    onRetry() {
      this.triggerEvent('retry');
    },
    onClose() {
      this.triggerEvent('close');
    },
    onVisible(event: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!event.detail.visible) this.triggerEvent('close');
    },
  },
});

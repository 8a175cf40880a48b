import { COPY } from '../../../../contract/copy/phone';

const DIGITS = 6;
const CELLS = Array.from({ length: DIGITS }, (_, index) => index);

type Way = 'code' | 'recovery';

/**
 * The second factor: six digits that go by themselves, or a recovery code. With
 * a `secret` it is set up here first. Events: `code` {code}, `recovery`
 * {recoveryCode}, `change`.
 */
Component({
  properties: {
    busy: { type: Boolean, value: false },
    /** Stands under the field; what was typed is taken away with it. */
    error: { type: String, value: '' },
    /** '': it is set up already. */
    secret: { type: String, value: '' },
  },
  data: {
    way: 'code' as Way,
    text: '',
    digits: [] as string[],
    cells: CELLS,
    focus: true,
    copy: {
      title: COPY.factorTitle,
      ask: COPY.factorAsk,
      enrolTitle: COPY.enrolTitle,
      enrolLead: COPY.enrolLead,
      secret: COPY.enrolSecret,
      copy: COPY.copy,
      recovery: COPY.recoveryCode,
      recoveryAsk: COPY.recoveryAsk,
      byRecovery: COPY.factorByRecovery,
      byCode: COPY.factorByCode,
      verify: COPY.signInVerify,
      lost: COPY.signInForgot,
    },
  },
  observers: {
    error(error: string) {
      if (error) this.setData({ text: '', digits: [] });
    },
  },
  methods: {
    onInput(event: WechatMiniprogram.Input) {
      const text = event.detail.value;
      this.triggerEvent('change');
      if (this.data.way === 'recovery') return this.setData({ text });
      const code = text.replace(/\D/g, '').slice(0, DIGITS);
      this.setData({ text: code, digits: code.split('') });
      if (code.length === DIGITS) this.onVerify();
    },
    onVerify() {
      const { text, way, busy } = this.data;
      if (busy) return;
      const typed = text.trim();
      if (way === 'code') this.triggerEvent('code', { code: typed });
      else this.triggerEvent('recovery', { recoveryCode: typed });
    },
    onBoxes() {
      // The same value twice would do nothing: the keyboard was put away.
      this.setData({ focus: false });
      this.setData({ focus: true });
    },
    onWay() {
      const way = this.data.way === 'code' ? 'recovery' : 'code';
      this.setData({ way, text: '', digits: [], focus: true });
      this.triggerEvent('change');
    },
    onCopy() {
      wx.setClipboardData({
        data: this.data.secret,
        success: () => wx.showToast({ title: COPY.enrolCopied, icon: 'none' }),
      });
    },
  },
});

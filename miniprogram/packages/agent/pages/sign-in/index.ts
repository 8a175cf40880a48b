import { COPY, fill } from '../../../../contract/copy';
import { CallError } from '../../../../services/call';
import { agentDesk, LIST } from '../../desk';

/** Staff code and password; errors stand under the field they belong to. */
Page({
  data: {
    copy: {
      title: COPY.signInTitle,
      lead: COPY.signInFor,
      code: COPY.staffCode,
      password: COPY.password,
      submit: COPY.signIn,
      bound: COPY.signInBound,
      note: COPY.signInNote,
      forgot: COPY.signInForgot,
    },
    staffCode: '',
    password: '',
    visible: false,
    focused: '',
    codeError: '',
    passwordError: '',
    busy: false,
  },
  onFocus(event: WechatMiniprogram.TouchEvent) {
    const { field } = event.currentTarget.dataset as { field: string };
    this.setData({ focused: field });
  },
  onBlur() {
    this.setData({ focused: '' });
  },
  onCode(event: WechatMiniprogram.Input) {
    this.setData({ staffCode: event.detail.value, codeError: '' });
  },
  onPassword(event: WechatMiniprogram.Input) {
    this.setData({ password: event.detail.value, passwordError: '' });
  },
  onEye() {
    this.setData({ visible: !this.data.visible });
  },
  async onSubmit() {
    const staffCode = this.data.staffCode.trim();
    const { password } = this.data;
    const codeError = staffCode === '' ? COPY.staffCodeMissing : '';
    const passwordError = password === '' ? COPY.passwordMissing : '';
    this.setData({ codeError, passwordError });
    if (codeError || passwordError) return;
    await this.attempt(() => agentDesk().signIn({ staffCode, password }));
  },
  async onBound() {
    await this.attempt(async () => {
      if (await agentDesk().resume()) return;
      this.setData({ passwordError: COPY.notBound });
    });
  },
  async attempt(work: () => Promise<void>) {
    if (this.data.busy) return;
    this.setData({ busy: true });
    try {
      await work();
      if (agentDesk().store.get().phase !== 'ready') return;
      wx.redirectTo({ url: LIST });
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      this.setData({ passwordError: sentenceOf(error) });
    } finally {
      this.setData({ busy: false });
    }
  },
});

function sentenceOf({ code, message, retryAt }: CallError): string {
  if (code !== 'SIGN_IN_LOCKED' || !retryAt) return message;
  const left = retryAt - agentDesk().serverClock.now();
  const minutes = Math.max(1, Math.ceil(left / 60_000));
  return fill(COPY.signInLimited, { minutes });
}

import { COPY, fill } from '../../../../contract/copy/phone';
import { ERROR_CODES } from '../../../../contract/error-codes';
import { CallError } from '../../../../services/call';
import { LIMITS } from '../../../../contract/limits';
import { textStyle } from '../../../../platform/text-size';
import type { AgentDesk } from '../../../../services/agent-desk';
import { agentDesk, LIST } from '../../desk';

type Answer = Awaited<ReturnType<AgentDesk['signIn']>>;
type Step = 'first' | 'password' | 'code' | 'enrol' | 'keep';

/**
 * Staff code and password, then whatever the answer asks for: a new password,
 * a second factor, or to set one up. Errors stand under their fields.
 */
Page({
  data: {
    textStyle: textStyle(),
    copy: {
      title: COPY.signInTitle,
      lead: COPY.signInFor,
      code: COPY.staffCode,
      password: COPY.password,
      submit: COPY.signIn,
      bound: COPY.signInBound,
      note: COPY.signInNote,
      forgot: COPY.signInForgot,
      newLead: COPY.newPasswordLead,
      newPassword: COPY.newPassword,
      again: COPY.newPasswordAgain,
      save: COPY.newPasswordSave,
      kept: COPY.recoveryKept,
      keepTitle: COPY.recoveryTitle,
      keepLead: COPY.recoveryLead,
      copyAll: COPY.copyAll,
    },
    step: 'first' as Step,
    challenge: '',
    newPassword: '',
    again: '',
    /** Of a second factor that is being set up. */
    secret: '',
    recoveryCodes: [] as string[],
    stepError: '',
    staffCode: '',
    password: '',
    visible: false,
    focused: '',
    codeError: '',
    passwordError: '',
    busy: false,
  },
  /** What he had begun to write is kept on this phone. */
  onLoad(query: { expired?: string }) {
    if (query.expired) this.setData({ passwordError: COPY.sessionExpired });
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
  onInput(event: WechatMiniprogram.Input) {
    const { field } = event.currentTarget.dataset as { field: string };
    this.setData({ [field]: event.detail.value, stepError: '' });
  },
  async onNewPassword() {
    const { challenge, newPassword, again } = this.data;
    const short = newPassword.length < LIMITS.passwordMin;
    const stepError = short
      ? COPY.newPasswordShort
      : again === newPassword
        ? ''
        : COPY.newPasswordDiffers;
    this.setData({ stepError });
    if (!stepError) await this.goOn({ challenge, newPassword });
  },
  onFactorChange() {
    this.setData({ stepError: '' });
  },
  async onFactor(event: WechatMiniprogram.CustomEvent<Shown>) {
    const typed = Object.values(event.detail).join('');
    const stepError = typed === '' ? COPY.factorCodeMissing : '';
    this.setData({ stepError });
    if (stepError) return;
    await this.goOn({ challenge: this.data.challenge, ...event.detail });
  },
  async goOn(input: Parameters<AgentDesk['continueSignIn']>[0]) {
    await this.attempt(async () =>
      this.follow(await agentDesk().continueSignIn(input))
    );
  },
  /** Shows what is asked for next; 'done' leads away from this page. */
  follow(answer: Answer) {
    if (answer.step === 'done') {
      const { recoveryCodes = [] } = answer;
      if (recoveryCodes.length === 0) return;
      this.setData({ step: 'keep', recoveryCodes });
      return;
    }
    const { step, challenge } = answer;
    const secret = answer.step === 'enrol' ? answer.secret : '';
    this.setData({ step, challenge, secret, stepError: '' });
  },
  onCopyCodes() {
    wx.setClipboardData({
      data: this.data.recoveryCodes.join('\n'),
      success: () => wx.showToast({ title: COPY.copied, icon: 'none' }),
    });
  },
  onKept() {
    wx.redirectTo({ url: LIST });
  },
  async onSubmit() {
    const staffCode = this.data.staffCode.trim();
    const { password } = this.data;
    const codeError = staffCode === '' ? COPY.staffCodeMissing : '';
    const passwordError = password === '' ? COPY.passwordMissing : '';
    this.setData({ codeError, passwordError });
    if (codeError || passwordError) return;
    await this.attempt(async () =>
      this.follow(await agentDesk().signIn({ staffCode, password }))
    );
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
      // Recovery codes are shown once: nobody is led away from them.
      if (this.data.step !== 'keep') wx.redirectTo({ url: LIST });
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      this.report(error);
    } finally {
      this.setData({ busy: false });
    }
  },
  report(error: CallError) {
    const { step } = this.data;
    if (step === 'first' || error.code === 'CHALLENGE_EXPIRED') {
      this.setData({ step: 'first', passwordError: sentenceOf(error) });
      return;
    }
    // What has a wrong shape is for the person simply wrong.
    const odd = error.code === 'INVALID_INPUT';
    this.setData({ stepError: odd ? wrongIn(step) : sentenceOf(error) });
  },
});

interface Shown {
  code?: string;
  recoveryCode?: string;
}

function wrongIn(step: string): string {
  return step === 'password'
    ? COPY.newPasswordShort
    : ERROR_CODES.SECOND_FACTOR_FAILED.message;
}

function sentenceOf({ code, message, retryAt }: CallError): string {
  if (code !== 'SIGN_IN_LOCKED' || !retryAt) return message;
  const left = retryAt - agentDesk().serverClock.now();
  const minutes = Math.max(1, Math.ceil(left / 60_000));
  return fill(COPY.signInLimited, { minutes });
}

import { reactive, ref, shallowRef } from 'vue';
import type { SignInAnswer } from '../../../../domain/actions/sign-in-answer';
import { DESK_COPY } from '../../../../domain/ui/copy/desk';
import { fill } from '../../../../domain/ui/copy/fill';
import { ERROR_CODES } from '../../../../domain/values/error-codes';
import { LIMITS } from '../../../../domain/values/limits';
import {
  asRequestFailed,
  type RequestFailed,
} from '../../cloud/request-failed';
import type { Session } from './use-session';

const MINUTE = 60_000;
const DIGITS = /^\s*\d{3}\s*\d{3}\s*$/;

/** first: staff code and password · recovery: codes to be written down. */
export type SignInStage = 'first' | 'code' | 'password' | 'enrol' | 'recovery';

/** The steps of the sign-in: fields, their errors, and the press of the button. */
export function useSignIn(session: Session) {
  const fields = reactive({
    staffCode: session.staff.value?.staffCode ?? '',
    password: '',
    newPassword: '',
    again: '',
    code: '',
  });
  const errors = reactive({
    // The sheet says it above its fields.
    staffCode: session.staff.value ? '' : session.reason.value,
    password: '',
    newPassword: '',
    again: '',
    code: '',
  });
  const stage = ref<SignInStage>('first');
  const busy = ref(false);
  const answer = shallowRef<SignInAnswer | null>(null);

  async function submit(): Promise<void> {
    if (busy.value || !isComplete()) return;
    busy.value = true;
    try {
      await STEPS[stage.value]();
    } catch (cause) {
      report(asRequestFailed(cause));
    } finally {
      busy.value = false;
    }
  }

  const STEPS: Record<SignInStage, () => Promise<void>> = {
    first: async () =>
      learn(await session.signIn(fields.staffCode.trim(), fields.password)),
    code: () => goOn(codeOf(fields.code)),
    password: () => goOn({ newPassword: fields.newPassword }),
    enrol: () => goOn({ code: fields.code }),
    recovery: async () => {
      if (answer.value) await session.enter(answer.value);
    },
  };

  async function goOn(shown: object): Promise<void> {
    const before = answer.value;
    if (!before || !('challenge' in before)) return;
    const { challenge } = before;
    learn(await session.continueSignIn({ challenge, ...shown }));
  }

  function learn(next: SignInAnswer): void {
    answer.value = next;
    fields.code = '';
    if (next.step !== 'done') stage.value = next.step;
    else stage.value = next.recoveryCodes ? 'recovery' : 'first';
  }

  /** Says what is missing, under the field. */
  function isComplete(): boolean {
    const missing = missingIn(stage.value, fields);
    for (const name of Object.keys(errors) as (keyof typeof errors)[]) {
      errors[name] = missing[name] ?? '';
    }
    return Object.keys(missing).length === 0;
  }

  function report(failure: RequestFailed): void {
    if (failure.code === 'CHALLENGE_EXPIRED') {
      stage.value = 'first';
      fields.password = '';
      errors.password = failure.message;
    } else if (failure.code === 'STAFF_DISABLED') {
      stage.value = 'first';
      errors.staffCode = failure.message;
    } else errors[fieldOf(stage.value)] = sentenceOf(failure);
  }

  function sentenceOf(failure: RequestFailed): string {
    // What has a wrong shape is for the person simply wrong.
    if (failure.code === 'INVALID_INPUT') return WRONG[stage.value];
    if (failure.code !== 'SIGN_IN_LOCKED' || !failure.retryAt) {
      return failure.message;
    }
    const left = failure.retryAt - Date.now() - session.clockOffset.value;
    const minutes = Math.max(1, Math.ceil(left / MINUTE));
    return fill(DESK_COPY.signInLimited, { minutes });
  }

  return { stage, answer, fields, errors, busy, submit };
}

type Fields = 'staffCode' | 'password' | 'newPassword' | 'again' | 'code';

const WRONG: Record<SignInStage, string> = {
  first: ERROR_CODES.SIGN_IN_FAILED.message,
  code: ERROR_CODES.SECOND_FACTOR_FAILED.message,
  enrol: ERROR_CODES.SECOND_FACTOR_FAILED.message,
  password: DESK_COPY.newPasswordShort,
  recovery: '',
};

function missingIn(
  stage: SignInStage,
  fields: Readonly<Record<Fields, string>>
): Partial<Record<Fields, string>> {
  const { staffCode, password, newPassword, again, code } = fields;
  if (stage === 'first') {
    return {
      ...(!staffCode.trim() && { staffCode: DESK_COPY.staffCodeMissing }),
      ...(!password && { password: DESK_COPY.passwordMissing }),
    };
  }
  if (stage === 'password') {
    const short = newPassword.length < LIMITS.passwordMin;
    if (short) return { newPassword: DESK_COPY.newPasswordShort };
    return again === newPassword ? {} : { again: DESK_COPY.newPasswordDiffers };
  }
  if (stage === 'recovery' || code.trim()) return {};
  return { code: DESK_COPY.factorCodeMissing };
}

/** Six digits are of the authenticator, everything else is a recovery code. */
function codeOf(text: string): { code: string } | { recoveryCode: string } {
  return DIGITS.test(text) ? { code: text } : { recoveryCode: text };
}

function fieldOf(stage: SignInStage): Fields {
  if (stage === 'first') return 'password';
  return stage === 'password' ? 'newPassword' : 'code';
}

import { reactive, ref } from 'vue';
import { COPY, fill } from '../../../../domain/ui/copy';
import { ERROR_CODES } from '../../../../domain/values/error-codes';
import {
  asRequestFailed,
  type RequestFailed,
} from '../../cloud/request-failed';
import type { Session } from './use-session';

const MINUTE = 60_000;

/** The two fields of the sign-in, their errors, and the press of the button. */
export function useSignIn(session: Session) {
  const fields = reactive({
    staffCode: session.staff.value?.staffCode ?? '',
    password: '',
  });
  const errors = reactive({ staffCode: session.reason.value, password: '' });
  const busy = ref(false);

  async function submit(): Promise<void> {
    if (busy.value) return;
    const staffCode = fields.staffCode.trim();
    errors.staffCode = staffCode ? '' : COPY.staffCodeMissing;
    errors.password = fields.password ? '' : COPY.passwordMissing;
    if (errors.staffCode || errors.password) return;
    busy.value = true;
    try {
      await session.signIn(staffCode, fields.password);
    } catch (cause) {
      report(asRequestFailed(cause));
    } finally {
      busy.value = false;
    }
  }

  function report(failure: RequestFailed): void {
    // A code of a wrong shape is refused as input: for the person it is wrong.
    if (failure.code === 'INVALID_INPUT') {
      errors.password = ERROR_CODES.SIGN_IN_FAILED.message;
    } else if (failure.code === 'STAFF_DISABLED') {
      errors.staffCode = failure.message;
    } else errors.password = sentenceOf(failure);
  }

  function sentenceOf(failure: RequestFailed): string {
    if (failure.code !== 'SIGN_IN_LOCKED' || !failure.retryAt) {
      return failure.message;
    }
    const left = failure.retryAt - Date.now() - session.clockOffset.value;
    const minutes = Math.max(1, Math.ceil(left / MINUTE));
    return fill(COPY.signInLimited, { minutes });
  }

  return { fields, errors, busy, submit };
}

import type { InputOf } from '../../../../domain/actions/index';
import { CODE_STATES, type CodeState } from '../../../../domain/customer/code';

/** As it stands in the address; '' where nothing is asked. */
export interface CodeFilter {
  staff: string;
  state: CodeState | '';
}
export const NO_CODE_FILTER = { staff: '', state: '' } as const;

export function codeFilterFrom(read: (key: string) => string): CodeFilter {
  const state = CODE_STATES.find((known) => known === read('state'));
  return { staff: read('staff'), state: state ?? '' };
}

export function codeQueryOf({
  staff,
  state,
}: CodeFilter): InputOf<'code.list'> {
  return {
    ...(staff ? { staffId: staff } : {}),
    ...(state ? { state } : {}),
  };
}

import { UNKNOWN } from './outcome';

/** WeChat was not reached, or was busy: the same push may be tried again. */
const NOT_REACHED = -1;
/**
 * The SDK's own words for "no usable answer": it gives one of these for every
 * connection that broke and every answer it cannot read.
 */
const NO_ANSWER: readonly number[] = [
  -501001, -501002, -601001, -601008, -604102,
];
/** The connection was never made, so that nothing can have been delivered. */
const NEVER_CONNECTED = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN/;

/**
 * WeChat's error code from what its SDK threw. What was asked and never
 * answered is UNKNOWN: WeChat may have delivered it.
 */
export function errCodeOf(thrown: unknown): number {
  const { errCode, errMsg, message } = (
    typeof thrown === 'object' && thrown !== null ? thrown : {}
  ) as Record<string, unknown>;
  if (Number.isInteger(errCode) && !NO_ANSWER.includes(errCode as number)) {
    return errCode as number;
  }
  const said = [errMsg, message].map(String).join(' ');
  return NEVER_CONNECTED.test(said) ? NOT_REACHED : UNKNOWN;
}

/** A length in rpx: 750 of them are the width of the phone. */
export const RPX = /(-?\d*\.?\d+)rpx\b/g;

/** For declarations and inline styles; the host page sets `--rpx`. */
export function convertRpx(value: string): string {
  return value.includes('rpx')
    ? value.replace(RPX, 'calc($1 * var(--rpx))')
    : value;
}

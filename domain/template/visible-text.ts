import { oneLine } from '../values/text';

/**
 * One line without what no reader sees and WeChat refuses (47003). Format
 * characters leave nothing, or an emoji of several parts would be torn by
 * spaces; lines, control characters and the like leave a space.
 */
export function visibleText(text: string): string {
  return oneLine(
    text.replace(/\p{Cf}/gu, '').replace(/[\p{Cc}\p{Co}\p{Cs}\p{Cn}]/gu, ' ')
  );
}

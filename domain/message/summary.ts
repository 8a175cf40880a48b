import type { MessageKind } from '../values/states';
import { cutText, oneLine } from '../values/text';

/** Characters of a summary in lists. */
const SUMMARY = 60;

/** What stands in lists and pushes where something was said. */
export function summaryOf(
  kind: MessageKind,
  body: { text: string; name?: string | undefined }
): string {
  return cutText(oneLine(wordsFor(kind, body)).replaceAll('@', '＠'), SUMMARY);
}

function wordsFor(
  kind: MessageKind,
  { text, name }: { text: string; name?: string | undefined }
): string {
  switch (kind) {
    case 'image':
      return '[图片]';
    case 'voice':
      return '[语音]';
    case 'file':
      return `[文件] ${name ?? ''}`;
    case 'tombstone':
      return '[消息已撤回]';
    default:
      return text;
  }
}

export interface TextPart {
  kind: 'plain' | 'link' | 'phone';
  text: string;
}

const LINK = /https?:\/\/[^\s，。；！？、（）《》“”]+|\d+/g;

/** Mainland mobile numbers; lookbehind is missing on older iOS. */
const MOBILE = /^1[3-9]\d{9}$/;

/** Splits a message so that addresses and mobile numbers can be tapped. */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    const link = match[0].startsWith('http');
    if (!link && !MOBILE.test(match[0])) continue;
    if (match.index > from) {
      parts.push({ kind: 'plain', text: text.slice(from, match.index) });
    }
    parts.push({ kind: link ? 'link' : 'phone', text: match[0] });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ kind: 'plain', text: text.slice(from) });
  return parts;
}

const EMOJI =
  /^(?:[\u2600-\u27bf\u2b50\u231a-\u23ff]|\ufe0f|\u200d|[\ud83c-\ud83e][\udc00-\udfff])+$/;
const BIG_EMOJI_MAX = 3;

/** Up to three emoji alone are drawn large and without a bubble. */
export function isFewEmoji(text: string): boolean {
  if (!EMOJI.test(text)) return false;
  const visible = Array.from(text.replace(/\ufe0f|\u200d/g, ''));
  return visible.length <= BIG_EMOJI_MAX;
}

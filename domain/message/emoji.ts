const PICTURE = '\\p{Extended_Pictographic}[\\uFE0F\\p{Emoji_Modifier}]*';
const ONE_EMOJI = new RegExp(
  `^(?:\\p{RI}\\p{RI}|[0-9#*]\\uFE0F?\\u20E3|` +
    `${PICTURE}(?:[\\u{E0020}-\\u{E007F}]+|(?:\\u200D${PICTURE})*))$`,
  'u'
);

/** One emoji, however many code points it is made of. */
export function isOneEmoji(text: string): boolean {
  return ONE_EMOJI.test(text);
}

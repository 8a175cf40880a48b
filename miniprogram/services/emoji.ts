/** Those that people send most; one panel, no search. */
export const EMOJI: readonly string[] = Array.from(
  '😀😄😁😊🙂😉😍😘🤔😅😂🤣😭😢😮😱😴😷🤒😎🙄😳😡😤👍👎👌🙏👏💪🤝✌👋❤🌹🎉✅❌❓❗⏰📷📄📞🏥💊💉🍵☕🌞🌙⭐🔥'
);

/** Sent as one emoji, drawn large. */
export function isPanelEmoji(text: string): boolean {
  return EMOJI.includes(text);
}

/** Without its last sign; an emoji of two units goes as a whole. */
export function withoutLast(text: string): string {
  return Array.from(text).slice(0, -1).join('');
}

/** Those that people send most; one panel, no search. */
export const EMOJI = Array.from(
  '😀😄😁😊🙂😉😍😘🤔😅😂🤣😭😢😮😱😴😷🤒😎🙄😳😡😤👍👎👌🙏👏💪🤝✌👋❤🌹🎉✅❌❓❗⏰📷📄📞🏥💊💉🍵☕🌞🌙⭐🔥'
);

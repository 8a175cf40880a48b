// Copied by scripts/contract-sync.ts; edit it in domain/.
const TIME_DIGITS = 9;
const RANDOM_DIGITS = 11;

/**
 * A client-made id: 20 characters [0-9a-z] that sort by time. It is the
 * document's `_id`, so the same message can be sent twice and exists once.
 */
export function newMessageId(now: number, random: () => number): string {
  let id = Math.floor(now).toString(36).padStart(TIME_DIGITS, '0');
  for (let i = 0; i < RANDOM_DIGITS; i++) {
    id += Math.floor(random() * 36).toString(36);
  }
  return id;
}

export const MESSAGE_ID_PATTERN = /^[0-9a-z]{20}$/;

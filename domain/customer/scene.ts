const SCENE = /^[0-9a-z]{12}$/;

/** Characters of a code's scene: short, random, not guessable in order. */
export const SCENE_LENGTH = 12;
/** Every character may come as an escape of three. */
const LONGEST_RAW = 3 * SCENE_LENGTH;

/**
 * What a scanned code carried. The page gets it percent-encoded; anything
 * that we did not issue is null, which means the default agents.
 */
export function parseScene(raw: string | undefined): string | null {
  if (!raw || raw.length > LONGEST_RAW) return null;
  const text = decoded(raw);
  return text !== null && SCENE.test(text) ? text : null;
}

function decoded(raw: string): string | null {
  try {
    return decodeURIComponent(raw);
  } catch {
    // Half an escape is no code of ours.
    return null;
  }
}

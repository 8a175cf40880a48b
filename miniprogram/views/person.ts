/** As many as `--cs-tint-n` in styles/tokens.wxss. */
const TINTS = 7;

export interface PersonView {
  name: string;
  /** Drawn while there is no picture. */
  initial: string;
  tint: number;
  avatar: string;
}

/** The tint follows from the name, so a person keeps it on every page. */
export function personView(name: string, avatar: string): PersonView {
  const initial = Array.from(name)[0] ?? '';
  return { name, avatar, tint: tintOf(name), initial };
}

function tintOf(name: string): number {
  let hash = 0;
  for (const point of name) {
    hash = (hash * 31 + (point.codePointAt(0) ?? 0)) % 0x7fffffff;
  }
  return hash % TINTS;
}

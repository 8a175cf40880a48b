import { h, type FunctionalComponent } from 'vue';

/** A text in which what was searched for is marked, whatever its case. */
export const HitText: FunctionalComponent<{ text: string; hit: string }> = ({
  text,
  hit,
}) =>
  hitParts(text, hit).map(({ words, found }) =>
    found ? h('mark', words) : words
  );
HitText.props = ['text', 'hit'];

interface HitPart {
  words: string;
  found: boolean;
}

export function hitParts(text: string, hit: string): HitPart[] {
  const wanted = hit.trim().toLowerCase();
  const lower = text.toLowerCase();
  // Some signs change their length with their case: then nothing is marked.
  if (!wanted || lower.length !== text.length) {
    return [{ words: text, found: false }];
  }
  const parts: HitPart[] = [];
  let from = 0;
  for (;;) {
    const at = lower.indexOf(wanted, from);
    const end = at < 0 ? text.length : at;
    if (end > from) parts.push({ words: text.slice(from, end), found: false });
    if (at < 0) return parts;
    from = at + wanted.length;
    parts.push({ words: text.slice(at, from), found: true });
  }
}

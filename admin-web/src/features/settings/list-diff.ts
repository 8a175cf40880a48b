import { fill } from '../../../../domain/ui/copy/fill';
import { SETTINGS_COPY } from '../../../../domain/ui/copy/settings';

/** More are counted and not named. */
const NAMED = 5;

/** What came into a list and what left it; nothing of either: its order. */
export function listDiff(
  label: string,
  before: readonly string[],
  after: readonly string[]
): { label: string; before: string; after: string }[] {
  const had = new Set(before);
  const has = new Set(after);
  const added = after.filter((one) => !had.has(one));
  const removed = before.filter((one) => !has.has(one));
  const told = [
    ...(added.length > 0
      ? [fill(SETTINGS_COPY.added, { what: named(added) })]
      : []),
    ...(removed.length > 0
      ? [fill(SETTINGS_COPY.removed, { what: named(removed) })]
      : []),
  ];
  if (told.length > 0) return [{ label, before: '', after: told.join('，') }];
  const same = before.join('\n') === after.join('\n');
  return same ? [] : [{ label, before: '', after: SETTINGS_COPY.reordered }];
}

function named(words: readonly string[]): string {
  const shown = words.slice(0, NAMED).map((word) => `“${word}”`);
  const rest = fill(SETTINGS_COPY.moreWords, { n: words.length });
  return shown.join('、') + (words.length > NAMED ? ` ${rest}` : '');
}

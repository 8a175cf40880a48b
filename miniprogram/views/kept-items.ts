import { threadItems, type ThreadInput, type ThreadItem } from './thread-view';

/** The items of a conversation; `id` is '' before there is one. */
export type KeepItems = (id: string, input: ThreadInput) => ThreadItem[];

/**
 * Threads are drawn every second: what is the same is not redone, and is the
 * same object, so that nobody compares it either.
 */
export function keepItems(): KeepItems {
  const kept = new Map<
    string,
    { asked: string; input: ThreadInput; items: ThreadItem[] }
  >();
  return (id, input) => {
    const asked = askedOf(input);
    const known = kept.get(id);
    if (known?.asked === asked && sameParts(known.input, input)) {
      return known.items;
    }
    const items = threadItems(input);
    kept.set(id, { asked, input, items });
    return items;
  };
}

/** What is small, made anew each time, or changes with the day. */
function askedOf({ me, online, now, divider, pending }: ThreadInput): string {
  const day = new Date(now).toDateString();
  return JSON.stringify([me, online, day, divider, pending]);
}

/** What services replace only when it has changed. */
function sameParts(a: ThreadInput, b: ThreadInput): boolean {
  return (
    a.messages === b.messages &&
    a.conversation === b.conversation &&
    a.other === b.other &&
    a.progress === b.progress &&
    a.links === b.links &&
    a.local === b.local
  );
}

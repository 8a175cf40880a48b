/** The events of one commit in one group, encoded. */
export interface HistoryEntry {
  id: number;
  /** Members of an `events` array, without its brackets. */
  text: string;
}

/** What a client that comes back can still be told. */
const MOST_ENTRIES_OF_GROUP = 1_000;
const MOST_CHARS = 32 << 20;
/** One frame tells about so much at a time. */
const MOST_CHARS_OF_FRAME = 1 << 20;

/** Recent events of one group, oldest first and without a gap. */
export type GroupHistory = HistoryEntry[];

/**
 * Bounds the histories of all groups together: what is oldest goes first,
 * whose it is.
 */
export class EventHistory {
  private kept: HistoryEntry[] = [];
  private groups: GroupHistory[] = [];
  private first = 0;
  private chars = 0;

  constructor(private readonly mostChars = MOST_CHARS) {}

  keep(group: GroupHistory, entry: HistoryEntry): void {
    group.push(entry);
    if (group.length > MOST_ENTRIES_OF_GROUP) group.shift();
    this.kept.push(entry);
    this.groups.push(group);
    this.chars += entry.text.length;
    while (this.chars > this.mostChars) this.giveUpOldest();
  }

  private giveUpOldest(): void {
    const at = this.first++;
    const oldest = this.kept[at];
    const group = this.groups[at];
    this.chars -= oldest?.text.length ?? 0;
    if (group?.[0] === oldest) group?.shift();
    if (this.first < this.kept.length / 2) return;
    this.kept = this.kept.slice(this.first);
    this.groups = this.groups.slice(this.first);
    this.first = 0;
  }
}

/**
 * As much of what happened after event `from` as one frame should tell; null
 * when that is no longer known.
 */
export function eventsAfter(
  group: GroupHistory,
  from: number
): { to: number; text: string } | null {
  const start = from + 1 - (group[0]?.id ?? Infinity);
  const next = group[start];
  if (start < 0 || !next) return null;
  let { id: to, text } = next;
  for (let at = start + 1; at < group.length; at += 1) {
    const entry = group[at];
    if (!entry || text.length + entry.text.length > MOST_CHARS_OF_FRAME) break;
    text = `${text},${entry.text}`;
    to = entry.id;
  }
  return { to, text };
}

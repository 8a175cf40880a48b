import type { Conversation, Cursor } from '../../domain/conversation/schema';
import type { Connection } from './live-feed';
import type { FileLink } from './media-links';
import type { OutboxEntry } from './outbox';
import type { Thread } from './thread';

/** Everything one identity knows; the same for customers and agents. */
export interface MessengerState {
  connection: Connection;
  conversations: Readonly<Record<string, Conversation>>;
  threads: Readonly<Record<string, Thread>>;
  /** The other side's cursor by conversation. */
  cursors: Readonly<Record<string, Cursor>>;
  /** Own messages on their way, oldest first. */
  pending: readonly OutboxEntry[];
  /** Up to which number this person has read here. */
  ownRead: Readonly<Record<string, number>>;
  /** New: the other side's after this number, from before this time. */
  divider: { afterSeq: number; before: number };
  /** Uploads on their way, from 0 to 1, by message. */
  progress: Readonly<Record<string, number>>;
  /** Addresses of files, for a while, by file id. */
  links: Readonly<Record<string, FileLink>>;
  /** Own files that are still on this phone, by message. */
  local: Readonly<Record<string, string>>;
}

export const EMPTY_MESSENGER: MessengerState = {
  connection: 'connecting',
  conversations: {},
  threads: {},
  cursors: {},
  pending: [],
  ownRead: {},
  divider: { afterSeq: 0, before: 0 },
  progress: {},
  links: {},
  local: {},
};

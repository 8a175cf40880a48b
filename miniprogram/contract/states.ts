// Copied by scripts/contract-sync.ts; edit it in domain/.
export const CONVERSATION_STATES = ['waiting', 'active', 'closed'] as const;
export type ConversationState = (typeof CONVERSATION_STATES)[number];

export const CLOSE_REASONS = [
  'resolved',
  'ticket',
  'no-reply',
  'duplicate',
  'customer',
  'timeout',
] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];

/** What was missing, as a customer says who is not content. */
export const RATING_REASONS = [
  'slow',
  'unsolved',
  'attitude',
  'unclear',
  'other',
] as const;
export type RatingReason = (typeof RATING_REASONS)[number];

/** 在线 · 忙碌 · 小休 · 离线. Offline is also what a stale heartbeat means. */
export const PRESENCE_STATES = ['online', 'busy', 'break', 'offline'] as const;
export type PresenceState = (typeof PRESENCE_STATES)[number];

export const STAFF_ROLES = ['agent', 'supervisor', 'admin'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** What a client may write. The others are written by functions only. */
export const CLIENT_MESSAGE_KINDS = [
  'text',
  'emoji',
  'image',
  'voice',
  'file',
] as const;
export const MESSAGE_KINDS = [
  ...CLIENT_MESSAGE_KINDS,
  'system',
  'note',
  'tombstone',
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

export const SENDER_TYPES = ['customer', 'agent', 'system'] as const;
export type SenderType = (typeof SENDER_TYPES)[number];

export const CHANNELS = ['phone', 'web'] as const;
export type Channel = (typeof CHANNELS)[number];

export const PUSH_STATUSES = [
  'pending',
  'sent',
  'skipped:no_credit',
  'skipped:watching',
  'skipped:off',
  'limited',
  'failed',
] as const;
export type PushStatus = (typeof PUSH_STATUSES)[number];

/** Several of them that the reports count as one number. */
export const PUSH_GROUPS = {
  /** Handed to WeChat, which needs a credit. */
  attempted: ['sent', 'failed'],
  /** He was looking, or pushes were off. */
  skipped: ['skipped:watching', 'skipped:off'],
} as const satisfies Record<string, readonly PushStatus[]>;

/** What a push tells: an answer, his turn in the queue, the end. */
export const PUSH_PURPOSES = ['reply', 'queue', 'closed'] as const;
export type PushPurpose = (typeof PUSH_PURPOSES)[number];

/** Why a tombstone stands where somebody said something; its sender reads it. */
export const WITHHELD_REASONS = [
  'broken',
  'file-missing',
  'file-too-large',
  'file-type',
  'words',
  'risky',
  'unchecked',
] as const;
export type WithheldReason = (typeof WITHHELD_REASONS)[number];

/** What a check says. 'unanswered': WeChat could not be asked, or was silent. */
export const CHECK_VERDICTS = [
  'pass',
  'review',
  'risky',
  'unanswered',
] as const;
export type CheckVerdict = (typeof CHECK_VERDICTS)[number];

import type { Arrival, Case } from '../../domain/conversation/case';
import type { Conversation, Cursor } from '../../domain/conversation/schema';
import type { Code } from '../../domain/customer/code';
import type { Entry } from '../../domain/customer/entry';
import type { Customer } from '../../domain/customer/schema';
import type { Message } from '../../domain/message/schema';
import type { PushTimes } from '../../domain/push/ledger';
import type { Credit, Push } from '../../domain/push/schema';
import type { StoredSettings } from '../../domain/settings/schema';
import type { Login } from '../../domain/staff/lock-out';
import type { Presence, Staff } from '../../domain/staff/schema';
import type { Seat } from '../../domain/staff/seat';
import type { CollectionName } from '../../domain/values/collections';

/** `pools/{id}`: who dispatches, and until when. */
export interface Pool {
  _id: string;
  holder: string;
  expiresAt: number;
  /** Raised by whoever leaves an arrival; a dispatcher looks before he goes. */
  nudges: number;
}

/** `audit/{_id}`: who did what to whom. Only ever added to. */
export interface Audit {
  _id: string;
  at: number;
  actor: string;
  action: string;
  object: string;
  requestId: string;
}

/** `jobs/{kind}.{staffId}`: work that must not be lost half-way. */
export interface Job {
  _id: string;
  kind: 'requeue' | 'readdress';
  staffId: string;
  createdAt: number;
}

export interface Meta {
  _id: string;
  version?: number;
  /** `meta/admins`: administrators in use, by staffId. */
  active?: Record<string, boolean>;
}

export type StoredStaff = Staff & {
  /** When he last got a conversation; breaks ties in the assignment. */
  lastAssignedAt: number;
};
export type StoredConversation = Conversation & {
  /** The push of the burst that was last left for WeChat. */
  lastPushId?: string;
};
export type StoredCredit = Credit & { keys: string[] };
export type StoredPush = Push & {
  /** Whoever executes it, until then; 0 while nobody does. */
  claimedUntil: number;
};

/** What lies in each collection. */
export interface Tables {
  arrivals: Arrival;
  audit: Audit;
  cases: Case;
  codes: Code;
  conversations: StoredConversation;
  credits: StoredCredit;
  cursors: Cursor;
  customers: Customer;
  entries: Entry;
  jobs: Job;
  limits: PushTimes;
  logins: Login;
  messages: Message;
  meta: Meta;
  pools: Pool;
  presence: Presence;
  pushes: StoredPush;
  seats: Seat;
  settings: StoredSettings;
  staff: StoredStaff;
}
export type Table = keyof Tables & CollectionName;

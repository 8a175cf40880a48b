import type { ServiceTimes } from '../../domain/assignment/queue';
import type { Arrival, Case } from '../../domain/conversation/case';
import type { Conversation, Cursor } from '../../domain/conversation/schema';
import type { Code } from '../../domain/customer/code';
import type { Relation } from '../../domain/customer/relation';
import type { Remark } from '../../domain/customer/remark';
import type { Entry } from '../../domain/customer/entry';
import type { StoredFile } from '../../domain/file/schema';
import type { Check } from '../../domain/safety/schema';
import type { Complaint } from '../../domain/safety/complaint';
import type { Consent } from '../../domain/consent/schema';
import type { Customer } from '../../domain/customer/schema';
import type { Download } from '../../domain/download/schema';
import type { Erasure } from '../../domain/erasure/schema';
import type { Export } from '../../domain/export/schema';
import type { Message } from '../../domain/message/schema';
import type { Limit } from '../../domain/limit/window';
import type { Credit, Push } from '../../domain/push/schema';
import type { Rollup } from '../../domain/rollup/schema';
import type { Session } from '../../domain/session/schema';
import type { CannedReply } from '../../domain/reply/schema';
import type { StoredSettings } from '../../domain/settings/schema';
import type { Login } from '../../domain/staff/lock-out';
import type { Challenge } from '../../domain/staff/challenge';
import type { Presence, Staff } from '../../domain/staff/schema';
import type { Seat } from '../../domain/staff/seat';
import type { Team } from '../../domain/team/schema';
import type { Template } from '../../domain/template/schema';
import type { CollectionName } from '../../domain/values/collections';

/** `pools/{id}`: who dispatches, and until when. */
export interface Pool {
  _id: string;
  holder: string;
  expiresAt: number;
  /** Raised by whoever leaves an arrival; a dispatcher looks before he goes. */
  nudges: number;
  /** For the estimate of those who queue; kept by whoever tells places. */
  service?: ServiceTimes;
  /** `pools/clock`: for which hour or day each task is done, or how far. */
  tasks?: Record<string, { done: string; cursor: unknown; failed?: true }>;
  /** `pools/sweep`: when somebody last did anything that may leave work. */
  activeAt?: number;
  /** When the last whole sweep began, and when the next is due. */
  sweptAt?: number;
  dueAt?: number;
  /** Whether a conversation was open then: its phones may write directly. */
  open?: boolean;
  /** The same of what waits for WeChat. */
  workedAt?: number;
  workDueAt?: number;
}

/** `audit/{_id}`: who did what to whom. Only ever added to. */
export interface Audit {
  _id: string;
  at: number;
  actor: string;
  action: string;
  object: string;
  requestId: string;
  /** Which fields, or what for; never what was typed into them. */
  detail?: string;
}

/** `jobs/{kind}.{staffId}`: work that must not be lost half-way. */
export interface Job {
  _id: string;
  kind: 'requeue' | 'readdress' | 'rebind';
  staffId: string;
  createdAt: number;
  /** To whom what is his goes, and who decided it. */
  toStaffId?: string;
  by?: string;
}

export interface Meta {
  _id: string;
  version?: number;
  /** `meta/token`: WeChat's access token, sealed, and its end. */
  sealed?: string;
  expiresAt?: number;
  /** `meta/admins`: administrators in use, by staffId. */
  active?: Record<string, boolean>;
  /** `meta/failures.{hour}`: failed calls by action, and when it began. */
  at?: number;
  failures?: Record<string, number>;
}

export type StoredStaff = Staff & {
  /** The code he was made, which may be somebody else's by now. */
  codeId?: string;
  /** When he last got a conversation; breaks ties in the assignment. */
  lastAssignedAt: number;
};
export type StoredConversation = Conversation & {
  /** The push of the burst that was last left for WeChat. */
  lastPushId?: string;
  /** True: an agent has answered, and the case says when first. */
  answered?: boolean;
  /** Messages that wait for a call which may ask WeChat about them. */
  checksWaiting?: number;
  /** The wait (its start) in which he was told his place, or when we open. */
  toldInWait?: number;
  /** The wait (its start) in which its agent was reminded of him. */
  nudgedInWait?: number;
};
export type StoredPush = Push;

/** `keys`: its latest uses, so that none counts twice. */
export type StoredReply = CannedReply & { keys: string[] };

/** `erasureId`: the erasure that is deleting him, or '-'. */
export type StoredCustomer = Customer & { erasureId?: string };

/** What lies in each collection. */
export interface Tables {
  arrivals: Arrival;
  audit: Audit;
  cases: Case;
  challenges: Challenge;
  checks: Check;
  codes: Code;
  complaints: Complaint;
  consents: Consent;
  conversations: StoredConversation;
  credits: Credit;
  cursors: Cursor;
  customers: StoredCustomer;
  downloads: Download;
  entries: Entry;
  erasures: Erasure;
  exports: Export;
  files: StoredFile;
  jobs: Job;
  limits: Limit;
  logins: Login;
  messages: Message;
  meta: Meta;
  pools: Pool;
  presence: Presence;
  pushes: StoredPush;
  relations: Relation;
  remarks: Remark;
  replies: StoredReply;
  rollups: Rollup;
  seats: Seat;
  sessions: Session;
  settings: StoredSettings;
  staff: StoredStaff;
  teams: Team;
  templates: Template;
}
export type Table = keyof Tables & CollectionName;

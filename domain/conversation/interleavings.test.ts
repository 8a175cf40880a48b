import { describe, expect, it } from 'vitest';
import type { Message } from '../message/schema';
import { lineBetween } from './between';
import { assignPatch, closePatch, closeWords, handBackPatch } from './close';
import { conversationWith, staffWith } from './conversation.test-data';
import { numberMessages, stillUnread, type Pending } from './number-messages';
import { reopenConversation } from './open-conversation';
import { recalledMessage, recallPatch, RECALLED } from './recall';
import type { Conversation } from './schema';
import { transferWords } from './transfer';

const LIVES = 150;
const STEPS = 60;
const WHO = ['cust', 'agent-phone'] as const;

/** A conversation, what is stored of it, and what a reader would count. */
class Life {
  now = 1_000;
  conversation: Conversation = conversationWith({ seq: 0 });
  between = { seq: 0, count: 0 };
  stored: Message[] = [];
  pending: Pending[] = [];
  read = { customer: 0, agent: 0 };
  private ids = 0;

  constructor(private readonly random: () => number) {}

  pick = <T>(from: readonly T[]): T =>
    from[Math.floor(this.random() * from.length)]!;
  newId = () => `m${String((this.ids += 1)).padStart(19, '0')}`;

  writes(): void {
    if (this.conversation.state === 'closed') return;
    const from = this.conversation.state === 'active' ? this.pick(WHO) : 'cust';
    this.pending.push({
      _id: this.newId(),
      conversationId: this.conversation._id,
      customer: 'cust',
      agentOpenid: '-',
      agentUid: '-',
      from,
      sentAt: this.now,
      seq: 0,
      kind: 'text',
      body: { text: `${from} ${this.ids}` },
    });
  }

  /** After-send, in any batch, with the marks as they are. */
  numbers(): void {
    const batch = this.pending.splice(0, 1 + Math.floor(this.random() * 4));
    const { read, now } = this;
    const done = numberMessages(this.conversation, batch, read, now);
    for (const { _id, patch } of done.completed) {
      const raw = batch.find((one) => one._id === _id);
      this.stored.push({ ...(raw as unknown as Message), ...patch });
    }
    this.conversation = { ...this.conversation, ...done.conversation };
    // Whoever speaks has what was there before his eyes.
    for (const { from, seq } of done.completed) {
      this.read[from] = Math.max(this.read[from], seq);
    }
  }

  /** A mark, up to anything he can see. */
  reads(side: 'customer' | 'agent'): void {
    const upTo = Math.ceil(this.random() * this.conversation.seq);
    this.read[side] = Math.max(this.read[side], upTo);
    const field = side === 'agent' ? 'unreadAgent' : 'unreadCustomer';
    const { conversation } = this;
    const left = stillUnread(
      conversation[field],
      conversation,
      this.read[side]
    );
    this.conversation = { ...conversation, [field]: left };
  }

  says(text: string): void {
    const line = {
      _id: this.newId(),
      kind: this.pick(['system', 'note'] as const),
      text,
      from: '-',
      senderType: 'system' as const,
    };
    const said = lineBetween(this.conversation, this, line, this.now);
    this.between = said.case.between;
    this.stored.push(said.message);
  }

  transfers(): void {
    if (this.conversation.state === 'closed') return;
    const staff = staffWith({ openid: 'agent-phone' });
    const patch = this.pick([handBackPatch(), assignPatch(staff, null)]);
    this.conversation = { ...this.conversation, ...patch };
    this.says(transferWords(staff));
  }

  closes(): void {
    if (this.conversation.state === 'closed') return;
    this.conversation = { ...this.conversation, ...closePatch(this.now) };
    this.says(closeWords('customer'));
  }

  reopens(): void {
    // What he wrote before the end is numbered before he comes back.
    if (this.conversation.state !== 'closed' || this.pending.length) return;
    const message = {
      _id: this.newId(),
      kind: 'text' as const,
      body: { text: '又来了' },
      sentAt: this.now,
    };
    const before = { exclusiveStaffId: '-', priority: 0, skill: '' };
    const opened = reopenConversation(
      this.conversation,
      before,
      message,
      this.now
    );
    this.conversation = opened.conversation;
    this.stored.push(opened.message);
    this.read.customer = opened.message.seq;
  }

  recalls(): void {
    const said = this.stored.filter(({ seq }) => Number.isInteger(seq));
    if (said.length === 0) return;
    const message = this.pick(said);
    const patch = recallPatch(this.conversation, message);
    this.conversation = { ...this.conversation, ...patch };
    const left = { _id: message._id, ...recalledMessage(message) };
    this.stored = this.stored.map((one) =>
      one._id === message._id ? left : one
    );
  }

  step(): void {
    this.now += 1_000;
    this.pick([
      () => this.writes(),
      () => this.writes(),
      () => this.numbers(),
      () => this.reads('agent'),
      () => this.reads('customer'),
      () => this.transfers(),
      () => this.closes(),
      () => this.reopens(),
      () => this.recalls(),
    ])();
  }
}

/** Numbers as a reader counts them, from the messages alone. */
function expectExact(life: Life): void {
  const { conversation, stored, read } = life;
  const said = stored.filter(({ seq }) => Number.isInteger(seq));
  const numbers = said.map(({ seq }) => seq).sort((a, b) => a - b);
  expect(numbers).toEqual(numbers.map((_, at) => at + 1));
  expect(conversation.seq).toBe(numbers.length);
  const unread = (from: string, mark: number) =>
    said.filter((one) => one.senderType === from && one.seq > mark).length;
  expect(conversation.unreadAgent).toBe(unread('customer', read.agent));
  expect(conversation.unreadCustomer).toBe(unread('agent', read.customer));
  const last = said.find(({ seq }) => seq === conversation.seq);
  if (last) {
    const shown = last.kind === 'tombstone' ? RECALLED : last.body.text;
    expect(conversation.lastText).toBe(shown);
  }
  const lines = stored.filter(({ seq }) => !Number.isInteger(seq));
  const places = lines.map(({ seq }) => seq);
  expect(new Set(places).size).toBe(places.length);
  const answered = conversation.waitingSince === null;
  if (conversation.state === 'closed') expect(answered).toBe(true);
}

describe('[A-BR11] [B-73] whatever happens in whatever order', () => {
  it('numbers have no gap, unread is exact and lists show what was said last', () => {
    for (let seed = 1; seed <= LIVES; seed++) {
      const life = new Life(seeded(seed));
      for (let step = 0; step < STEPS; step++) {
        life.step();
        expectExact(life);
      }
    }
  });
});

/** The same numbers for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

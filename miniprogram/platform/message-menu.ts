import { COPY } from '../contract/copy/phone';
import { LIMITS } from '../contract/limits';
import { CallError } from '../services/call';
import type { Deeds } from '../services/deeds';
import type { ReadMessage } from '../services/guard';
import { voicePlayer } from './voice-player';

/** What was pressed, as its bubble knows it. */
export interface MenuTarget {
  id: string;
  text: string;
  state: string;
  look: string;
  own: boolean;
  /** Failed, and another try may end otherwise. */
  again: boolean;
}

export interface MenuContext {
  deeds: Deeds | null;
  /** Of the server, in milliseconds. */
  now: number;
  /** Something may be sent here, so something may be quoted. */
  open: boolean;
  quote(message: ReadMessage): void;
}

type Item = [word: string, act: () => void];

/** What a long press on a message offers; nothing where there is nothing. */
export function messageMenu(target: MenuTarget, context: MenuContext): void {
  const { deeds } = context;
  if (!deeds) return;
  const items = itemsOf(target, context, deeds);
  if (items.length === 0) return;
  wx.showActionSheet({
    itemList: items.map(([word]) => word),
    success: ({ tapIndex }) => items[tapIndex]?.[1](),
  });
}

function itemsOf(
  target: MenuTarget,
  { now, open, quote }: MenuContext,
  deeds: Deeds
): Item[] {
  const { id, text, own, look, again } = target;
  const items: Item[] = [];
  if (WORDS.includes(look)) items.push([COPY.copy, () => copyText(text)]);
  if (look === 'voice') items.push(speakerItem());
  const message = deeds.find(id);
  if (message && message.seq > 0) {
    const note = look === 'note';
    if (open && !note) items.push([COPY.quote, () => quote(message)]);
    const age = now - (message.at ?? message.sentAt);
    if (own && !note && age < LIMITS.recallMs) {
      items.push([COPY.recall, () => attempt(deeds.recall(message))]);
    }
    if (!own && !note && message.senderType !== 'system') {
      items.push([COPY.report, () => askWhy(deeds, message)]);
    }
  }
  if (again) items.push([COPY.resend, () => deeds.resend(id)]);
  // What waits can be taken back as well: it has not gone yet.
  if (PENDING.includes(target.state)) {
    items.push([COPY.discard, () => deeds.discard(id)]);
  }
  return items;
}

const WORDS = ['text', 'emoji', 'note'];
const PENDING = ['failed', 'queued'];
const REASONS = [
  COPY.reportSpam,
  COPY.reportAbuse,
  COPY.reportFraud,
  COPY.reportOther,
];

function speakerItem(): Item {
  const player = voicePlayer();
  const { speaker } = player.store.get();
  const word = speaker ? COPY.voiceEar : COPY.voiceSpeaker;
  return [word, () => player.setSpeaker(!speaker)];
}

function askWhy(deeds: Deeds, message: ReadMessage): void {
  wx.showActionSheet({
    itemList: REASONS,
    success({ tapIndex }) {
      const reason = REASONS[tapIndex];
      if (reason) attempt(deeds.report(message, reason), COPY.reported);
    },
  });
}

/** The sentence of a refusal is shown as it is. */
async function attempt(work: Promise<void>, done?: string): Promise<void> {
  try {
    await work;
    if (done) wx.showToast({ title: done, icon: 'none' });
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    wx.showToast({ title: error.message, icon: 'none' });
  }
}

function copyText(data: string): void {
  wx.setClipboardData({
    data,
    success: () => wx.showToast({ title: COPY.copied, icon: 'none' }),
  });
}

import { COPY } from '../contract/copy/phone';
import { CallError } from '../services/call';
import type { Deeds } from '../services/deeds';
import type { MessageItem, ThreadItem } from '../views/thread-view';
import { openFile, showPicture } from './open-file';
import { voicePlayer } from './voice-player';

/** What was tapped in a bubble. */
export interface BubbleTap {
  act: 'open' | 'broken' | 'cancel';
  id: string;
}

/** Opens, plays or cancels what a bubble carries. */
export async function bubbleTap(
  { act, id }: BubbleTap,
  deeds: Deeds | null,
  items: () => readonly ThreadItem[]
): Promise<void> {
  if (!deeds) return;
  if (act === 'cancel') return deeds.discard(id);
  if (act === 'broken') {
    const message = deeds.find(id);
    return message && deeds.broken(message);
  }
  const item = messagesIn(items()).find((one) => one.id === id);
  if (!item?.file) return;
  try {
    if (item.look === 'voice') return await play(id, deeds, items);
    const { url } = await deeds.locate(id);
    if (item.look === 'file') return await openFile(item.file.name, url);
    showPicture(around(messagesIn(items()), id, url), url);
  } catch (error) {
    const said = error instanceof CallError ? error.message : COPY.fileBroken;
    wx.showToast({ title: said, icon: 'none' });
  }
}

/** Those of the other side that follow unheard go on by themselves. */
async function play(
  id: string,
  deeds: Deeds,
  items: () => readonly ThreadItem[]
): Promise<void> {
  const player = voicePlayer();
  const { heard } = player.store.get();
  const isNew = (one: MessageItem) =>
    one.look === 'voice' && !one.own && !heard.includes(one.id);
  const wasNew = messagesIn(items()).some((one) => one.id === id && isNew(one));
  const goOn = () => {
    const all = messagesIn(items());
    const at = all.findIndex((one) => one.id === id);
    const next = all.slice(at + 1).find(isNew);
    if (wasNew && next) void play(next.id, deeds, items);
  };
  await player.toggle(id, async () => (await deeds.locate(id)).url, goOn);
}

/** All pictures of the thread, so that one can go on from one to the next. */
function around(
  messages: readonly MessageItem[],
  id: string,
  url: string
): string[] {
  return messages.flatMap((item) => {
    if (item.look !== 'picture') return [];
    return item.id === id ? url : item.file?.large || [];
  });
}

function messagesIn(items: readonly ThreadItem[]): MessageItem[] {
  return items.filter((item) => item.type === 'message');
}

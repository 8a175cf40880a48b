import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import type { Case } from '../../../../domain/conversation/case';
import type { Message } from '../../../../domain/message/schema';
import type { RecordRow } from '../../../../domain/record/row';
import { LIMITS } from '../../../../domain/values/limits';
import type { FileLink } from '../../../../miniprogram/services/media-links';
import type { AppContext } from '../../app-context';
import {
  asRequestFailed,
  type RequestFailed,
} from '../../cloud/request-failed';
import { hitIn, recordItems } from './record-items';

/** So many pages are read by itself until the text is found. */
const PAGES_TO_HIT = 10;

/** One conversation to read, from what is sought or from its end. */
export function useRecordThread(
  { call, session }: Pick<AppContext, 'call' | 'session'>,
  asked: {
    conversationId: string;
    text: string;
    /** The message to read it from, rather than a text. */
    messageId?: string | undefined;
    names: () => ReadonlyMap<string, string>;
  }
) {
  const { conversationId, text, messageId } = asked;
  const record = shallowRef<RecordRow | null>(null);
  const held = shallowRef<Case['held']>([]);
  const messages = shallowRef<readonly Message[]>([]);
  const links = shallowRef<Record<string, FileLink>>({});
  const next = ref<number | null>(null);
  const loading = ref(false);
  const failure = shallowRef<RequestFailed | null>(null);
  let closed = false;

  const items = computed(() =>
    record.value === null
      ? []
      : recordItems({
          record: record.value,
          held: held.value,
          messages: messages.value,
          links: links.value,
          names: asked.names(),
          now: Date.now() + session.clockOffset.value,
        })
  );
  const hitId = computed(() =>
    messageId === undefined
      ? hitIn(messages.value, text)
      : messages.value.find(({ _id }) => _id === messageId)?._id
  );

  async function page(beforeSeq?: number): Promise<void> {
    const answer = await call('record.get', {
      conversationId,
      ...(beforeSeq === undefined ? {} : { beforeSeq }),
    });
    if (closed) return;
    record.value = answer.record;
    held.value = answer.case?.held ?? [];
    messages.value = [...answer.messages, ...messages.value];
    next.value = answer.next;
    void showFiles(answer.messages);
  }

  /** Never rejects; false: nothing came, `failure` says why. */
  async function attempt(work: () => Promise<void>): Promise<void> {
    if (loading.value) return;
    loading.value = true;
    try {
      await work();
      failure.value = null;
    } catch (cause) {
      failure.value = asRequestFailed(cause);
    } finally {
      loading.value = false;
    }
  }

  async function fromStart(): Promise<void> {
    messages.value = [];
    await page();
    const seeks = text || messageId;
    for (let read = 1; seeks && read < PAGES_TO_HIT; read++) {
      if (hitId.value || next.value === null || closed) return;
      await page(next.value);
    }
  }

  async function older(): Promise<void> {
    if (next.value !== null) await page(next.value);
  }

  /** What came since, where the end is shown; what stands stays on failure. */
  async function latest(): Promise<void> {
    if (loading.value || !record.value) return;
    try {
      const answer = await call('record.get', { conversationId });
      if (closed || loading.value) return;
      record.value = answer.record;
      held.value = answer.case?.held ?? [];
      const news = new Set(answer.messages.map(({ _id }) => _id));
      const before = messages.value.filter(({ _id }) => !news.has(_id));
      const joined = before.length < messages.value.length;
      messages.value = joined
        ? [...before, ...answer.messages]
        : answer.messages;
      if (!joined) next.value = answer.next;
      void showFiles(answer.messages.filter(({ body }) => isNewFile(body)));
    } catch (cause) {
      console.info('nothing newer is known', cause);
    }
  }
  const isNewFile = ({ fileId }: Message['body']) =>
    fileId !== undefined && !(fileId in links.value);

  async function showFiles(some: readonly Message[]): Promise<void> {
    const fileIds = some.flatMap(({ body }) => body.fileId ?? []);
    for (let at = 0; at < fileIds.length; at += LIMITS.filesAtOnce) {
      await addresses(fileIds.slice(at, at + LIMITS.filesAtOnce));
    }
  }

  /** Without an address a picture is a grey box; that is no failure here. */
  async function addresses(fileIds: string[]): Promise<void> {
    try {
      const found = await call('file.links', { conversationId, fileIds });
      const { expiresAt } = found;
      const known = found.links.map(({ fileId, url, smallUrl }) => [
        fileId,
        { url, smallUrl: smallUrl ?? '', expiresAt },
      ]);
      links.value = { ...links.value, ...Object.fromEntries(known) };
    } catch (cause) {
      console.info('files have no address', cause);
    }
  }

  /** Addresses last for minutes: an old one is asked for again. */
  async function openFile(messageId: string): Promise<void> {
    const message = messages.value.find(({ _id }) => _id === messageId);
    const fileId = message?.body.fileId;
    if (!fileId) return;
    const now = Date.now() + session.clockOffset.value;
    if ((links.value[fileId]?.expiresAt ?? 0) < now) await addresses([fileId]);
    const url = links.value[fileId]?.url;
    if (url) window.open(url, '_blank', 'noopener');
  }

  onScopeDispose(() => (closed = true));
  return {
    record,
    items,
    hitId,
    next,
    loading,
    failure,
    open: () => attempt(fromStart),
    older: () => attempt(older),
    latest,
    openFile,
  };
}

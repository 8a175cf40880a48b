import { computed, ref, shallowRef, type Ref } from 'vue';
import { inOrder, type CannedReply } from '../../../../../domain/reply/schema';
import { NOBODY } from '../../../../../domain/values/collections';
import { newMessageId } from '../../../../../domain/values/message-id';
import type { AppContext } from '../../../app-context';
import {
  asRequestFailed,
  type RequestFailed,
} from '../../../cloud/request-failed';

export type CannedWords = Pick<
  CannedReply,
  'title' | 'text' | 'group' | 'order'
>;

/** The canned replies of all or one's own, and what is done with them. */
export function useCanned(
  { call, session }: AppContext,
  shared: Readonly<Ref<boolean>>
) {
  const all = shallowRef<readonly CannedReply[]>([]);
  const replies = computed(() =>
    all.value.filter(({ staffId }) => (staffId === NOBODY) === shared.value)
  );
  const loaded = ref(false);
  const failure = shallowRef<RequestFailed | null>(null);

  async function load(): Promise<void> {
    try {
      all.value = (await call('reply.list', {})).replies;
      loaded.value = true;
      failure.value = null;
    } catch (cause) {
      failure.value = asRequestFailed(cause);
    }
  }

  /** An id made here: the same reply sent twice is one. */
  function newId(): string {
    const now = Date.now() + session.clockOffset.value;
    return newMessageId(now, Math.random);
  }

  /** Rejects with RequestFailed. */
  async function create(replyId: string, words: CannedWords): Promise<void> {
    const input = { replyId, shared: shared.value, ...words };
    put((await call('reply.create', input)).reply);
  }

  async function update(replyId: string, words: CannedWords): Promise<void> {
    put((await call('reply.update', { replyId, ...words })).reply);
  }

  async function remove(replyId: string): Promise<void> {
    await call('reply.remove', { replyId });
    all.value = all.value.filter(({ _id }) => _id !== replyId);
  }

  function put(reply: CannedReply): void {
    const others = all.value.filter(({ _id }) => _id !== reply._id);
    all.value = [...others, reply].sort(inOrder);
  }

  const groups = computed(() => [
    ...new Set(replies.value.map(({ group }) => group).filter(Boolean)),
  ]);

  void load();
  return {
    replies,
    groups,
    loaded,
    failure,
    load,
    newId,
    create,
    update,
    remove,
  };
}

/** Those with all the words of a search in title, text or group. */
export function searchIn(
  replies: readonly CannedReply[],
  search: string
): CannedReply[] {
  const wanted = search.toLowerCase().split(/\s+/u).filter(Boolean);
  return replies.filter(({ title, text, group }) => {
    const all = `${title}\n${text}\n${group}`.toLowerCase();
    return wanted.every((word) => all.includes(word));
  });
}

import {
  computed,
  onScopeDispose,
  shallowRef,
  triggerRef,
  type Ref,
  type ShallowRef,
} from 'vue';
import { createAgentCase } from '../../../../miniprogram/services/agent-case';
import {
  createAgentDesk,
  type AgentDesk,
  type DeskState,
} from '../../../../miniprogram/services/agent-desk';
import {
  createHandover,
  type Handover,
} from '../../../../miniprogram/services/agent-handover';
import {
  createReplies,
  type Replies,
} from '../../../../miniprogram/services/agent-replies';
import type { Store } from '../../../../miniprogram/services/store';
import { createUsedTags } from '../../../../miniprogram/services/used-tags';
import type { Conversation } from '../../../../domain/conversation/schema';
import type { AppContext } from '../../app-context';
import type { Call } from '../../cloud/client';
import type { WebFiles } from '../../cloud/cloud-port';
import { tellOfNews, unreadIn } from './desk-notice';
import { deskPorts } from './desk-ports';

/** The agent's desk of the phone, in this page: one for who is signed in. */
export interface DeskHost {
  desk: AgentDesk;
  state: Readonly<ShallowRef<DeskState>>;
  /** Of all his conversations. */
  unread: Readonly<Ref<number>>;
  replies: Replies;
  handover: Handover;
  usedTags: ReturnType<typeof createUsedTags>;
  files: WebFiles;
  openCase(
    conversation: Pick<Conversation, '_id' | 'customerId'>
  ): ReturnType<typeof createAgentCase>;
  stop(): void;
}

/** Rejects where the cloud cannot be reached; the caller tries again. */
export async function openDesk({
  cloud,
  call,
  session,
}: AppContext): Promise<DeskHost> {
  const data = await cloud.data();
  const ports = deskPorts(knowing(call, session), data);
  // The page itself says that he is there, whichever part of it is open.
  const desk = createAgentDesk(ports, { heartbeat: false });
  await desk.resume();
  desk.show();
  const bound = bindStore(desk.store);
  const host = { desk, state: bound.state };
  const unread = computed(() => unreadIn(host));
  const stopNotice = tellOfNews({ ...host, unread });
  return {
    ...host,
    unread,
    replies: createReplies(ports, desk),
    handover: createHandover(desk),
    usedTags: createUsedTags(ports.storage),
    files: data.files,
    openCase: (conversation) => createAgentCase(ports, desk, conversation),
    stop() {
      stopNotice();
      bound.stop();
      desk.hide();
      desk.stop();
    },
  };
}

/** The page has asked who he is: the desk takes that answer. */
function knowing(call: Call, session: AppContext['session']): Call {
  return async (action, input) => {
    const known = action === 'account.session' ? session.takeOpened() : null;
    return (
      (known as Awaited<ReturnType<typeof call<typeof action>>> | null) ??
      call(action, input)
    );
  };
}

/** A store of the services as something that templates follow. */
export function bindStore<T extends object>(store: Store<T>) {
  const state = shallowRef(store.get());
  const stop = store.subscribe((next) => {
    state.value = next;
    triggerRef(state);
  });
  return { state, stop };
}

/** The same, for as long as the component lives. */
export function useStore<T extends object>(store: Store<T>) {
  const { state, stop } = bindStore(store);
  onScopeDispose(stop);
  return state;
}

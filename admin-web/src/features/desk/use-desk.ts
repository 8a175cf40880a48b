import {
  inject,
  onScopeDispose,
  provide,
  ref,
  shallowRef,
  type InjectionKey,
  type ShallowRef,
} from 'vue';
import type { AppContext } from '../../app-context';
import {
  asRequestFailed,
  type RequestFailed,
} from '../../cloud/request-failed';
import { mayServe } from '../session/roles';
import type { DeskHost } from './desk-host';

export interface DeskOpening {
  /** null while it is being opened, and where that failed. */
  host: Readonly<ShallowRef<DeskHost | null>>;
  failure: Readonly<ShallowRef<RequestFailed | null>>;
  retry(): void;
}

const DESK: InjectionKey<DeskOpening> = Symbol('desk');
const RETRY_MS = 5_000;

/**
 * One desk for as long as somebody who answers is signed in, on whichever page he is: the
 * title counts and the notices come from it.
 */
export function provideDesk(context: AppContext): DeskOpening {
  const host = shallowRef<DeskHost | null>(null);
  const failure = shallowRef<RequestFailed | null>(null);
  let over = false;
  let timer: number | undefined;

  async function open(): Promise<void> {
    window.clearTimeout(timer);
    try {
      const { openDesk } = await import('./desk-host');
      const opened = await openDesk(context);
      if (over) return opened.stop();
      host.value = opened;
      failure.value = null;
    } catch (cause) {
      console.warn('desk', cause);
      failure.value = asRequestFailed(cause);
      if (!over) timer = window.setTimeout(() => void open(), RETRY_MS);
    }
  }

  onScopeDispose(() => {
    over = true;
    window.clearTimeout(timer);
    host.value?.stop();
  });
  if (mayServe(context.session.role.value)) void open();
  const opening = { host, failure, retry: () => void open() };
  provide(DESK, opening);
  return opening;
}

export function useDesk(): DeskOpening {
  const opening = inject(DESK);
  if (!opening) throw new Error('no desk: app-frame.vue provides it');
  return opening;
}

/** The server's time, once a second. */
export function useServerNow(host: DeskHost) {
  const now = ref(host.desk.serverClock.now());
  const timer = window.setInterval(() => {
    now.value = host.desk.serverClock.now();
  }, 1_000);
  onScopeDispose(() => window.clearInterval(timer));
  return now;
}

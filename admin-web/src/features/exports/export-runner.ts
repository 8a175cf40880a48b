import { effectScope, ref, shallowRef, watch } from 'vue';
import type { DownloadView } from '../../../../domain/download/schema';
import type { InputOf } from '../../../../domain/actions/index';
import type { AppContext } from '../../app-context';
import {
  asRequestFailed,
  type RequestFailed,
} from '../../cloud/request-failed';

type Context = Pick<AppContext, 'call' | 'session'>;
export type ExportRunner = ReturnType<typeof createRunner>;

const runners = new WeakMap<AppContext['call'], ExportRunner>();

/** One for the whole page: work goes on while somebody looks at another. */
export function exportRunner(context: Context): ExportRunner {
  const known = runners.get(context.call);
  if (known) return known;
  const made = createRunner(context);
  runners.set(context.call, made);
  return made;
}

/**
 * The downloads of who is signed in, and the work on them: the function does
 * a few seconds of it each time it is asked. Who closes the browser has the
 * rest done when he opens the list again.
 */
export function createRunner({ call, session }: Context) {
  const jobs = shallowRef<readonly DownloadView[]>([]);
  const loaded = ref(false);
  const failure = shallowRef<RequestFailed | null>(null);
  /** Why work on one has stopped, by its id. */
  const stopped = shallowRef<ReadonlyMap<string, RequestFailed>>(new Map());
  const running = new Set<string>();

  function put(job: DownloadView): void {
    const others = jobs.value.filter(
      ({ downloadId }) => downloadId !== job.downloadId
    );
    jobs.value = [job, ...others].sort((a, b) => b.createdAt - a.createdAt);
  }

  function note(downloadId: string, why: RequestFailed | null): void {
    const all = new Map(stopped.value);
    if (why) all.set(downloadId, why);
    else all.delete(downloadId);
    stopped.value = all;
  }

  /** Until it is whole, cancelled or refused. Never rejects. */
  async function run(downloadId: string): Promise<void> {
    if (running.has(downloadId)) return;
    running.add(downloadId);
    note(downloadId, null);
    try {
      for (;;) {
        const { download } = await call('download.run', { downloadId });
        put(download);
        if (download.state !== 'working') return;
      }
    } catch (cause) {
      note(downloadId, asRequestFailed(cause));
    } finally {
      running.delete(downloadId);
    }
  }

  /** Never rejects; what waits to be done goes on. */
  async function load(): Promise<void> {
    try {
      const { downloads } = await call('download.list', {});
      jobs.value = downloads;
      loaded.value = true;
      failure.value = null;
      for (const { downloadId, state } of downloads) {
        if (state === 'working') void run(downloadId);
      }
    } catch (cause) {
      failure.value = asRequestFailed(cause);
    }
  }

  // Not of the component that asked first: it lives as long as the page.
  effectScope(true).run(() => {
    watch(
      () => session.staff.value?.staffId,
      () => {
        jobs.value = [];
        loaded.value = false;
        stopped.value = new Map();
      }
    );
  });

  return {
    jobs,
    loaded,
    failure,
    stopped,
    load,
    run,
    /** Rejects where it is refused. */
    async begin(input: InputOf<'download.create'>): Promise<void> {
      const { download } = await call('download.create', input);
      put(download);
      void run(download.downloadId);
    },
    async cancel(downloadId: string): Promise<void> {
      const { download } = await call('download.cancel', { downloadId });
      put(download);
    },
  };
}

import { backOffMs } from './back-off';
import type { Call } from './call';
import type { OutputOf } from '../../domain/actions';
import type { LogPort, ServicePorts } from './ports';

export interface AfterSend {
  request(conversationId: string): void;
  stop(): void;
}

export interface AfterSendOptions {
  call: Call;
  log: LogPort;
  /** false: never asks; the sweep must do (a journey shows that it does). */
  enabled: boolean;
  onReply(reply: OutputOf<'conversation.afterSend'>): void;
}

const PAUSE_MS = 300;
const TRIES = 4;
const RETRY = { firstMs: 1_000, maxMs: 15_000 };

/**
 * One call in flight for each conversation; whatever is sent meanwhile shares
 * the next one. Given up after some tries: the server sweeps what is left.
 */
export function createAfterSend(
  { clock, random }: Pick<ServicePorts, 'clock' | 'random'>,
  { call, log, enabled, onReply }: AfterSendOptions
): AfterSend {
  const wanted = new Set<string>();
  const busy = new Set<string>();
  let stopped = false;

  async function run(conversationId: string, tries: number): Promise<void> {
    wanted.delete(conversationId);
    try {
      const reply = await call('conversation.afterSend', { conversationId });
      onReply(reply);
      if (reply.workWaits) runWork(call, log, reply.pushId);
    } catch (error) {
      log.warn('conversation.afterSend', error);
      if (tries < TRIES && !stopped) return retry(conversationId, tries);
    }
    // Whatever follows at once shares the next call.
    clock.after(PAUSE_MS, () => {
      busy.delete(conversationId);
      if (wanted.has(conversationId) && !stopped) begin(conversationId);
    });
  }

  function retry(conversationId: string, tries: number): void {
    clock.after(
      backOffMs(tries, random, RETRY),
      () => void run(conversationId, tries + 1)
    );
  }

  function begin(conversationId: string): void {
    busy.add(conversationId);
    void run(conversationId, 1);
  }

  return {
    request(conversationId) {
      if (!enabled || stopped) return;
      wanted.add(conversationId);
      if (!busy.has(conversationId)) begin(conversationId);
    },
    stop() {
      stopped = true;
    },
  };
}

/** What waits for a call that WeChat lets through; the tick would do it too. */
export function runWork(call: Call, log: LogPort, pushId?: string): void {
  call('work.run', pushId ? { pushId } : {}).catch((error: unknown) =>
    log.warn('work.run', error)
  );
}

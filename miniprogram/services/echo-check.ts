import type { ReadMessage } from './guard';
import type { Cancel, ServicePorts } from './ports';

/** A silent socket is noticed within five seconds. */
const WITHIN_MS = 4_000;

/**
 * A socket can be half-open: it looks alive and says nothing. An own message
 * must come back by the watch; when it does not, the watch is opened anew.
 */
export function createEchoCheck(
  { clock, log }: Pick<ServicePorts, 'clock' | 'log'>,
  onSilence: () => void
) {
  const expected = new Map<string, Cancel>();
  const forget = () => {
    expected.forEach((cancel) => cancel());
    expected.clear();
  };
  return {
    expect(message: ReadMessage): void {
      if (message.seq > 0) return;
      const cancel = clock.after(WITHIN_MS, () => {
        log.warn('watch.messages.no-echo');
        forget();
        onSilence();
      });
      expected.set(message._id, cancel);
    },
    heard(id: string): void {
      expected.get(id)?.();
      expected.delete(id);
    },
    forget,
  };
}

import { onScopeDispose } from 'vue';

/**
 * Calls `look` every `everyMs`, when the page becomes visible again and when
 * the network is back: moments at which what is shown may be old.
 */
export function useWakeUp(everyMs: number, look: () => void): void {
  const timer = window.setInterval(look, everyMs);
  const shown = () => {
    if (document.visibilityState === 'visible') look();
  };
  document.addEventListener('visibilitychange', shown);
  window.addEventListener('online', look);
  onScopeDispose(() => {
    window.clearInterval(timer);
    document.removeEventListener('visibilitychange', shown);
    window.removeEventListener('online', look);
  });
}

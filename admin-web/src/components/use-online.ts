import { onScopeDispose, ref } from 'vue';

/** Whether the browser thinks that there is a network. */
export function useOnline() {
  const online = ref(navigator.onLine);
  const look = () => {
    online.value = navigator.onLine;
  };
  window.addEventListener('online', look);
  window.addEventListener('offline', look);
  onScopeDispose(() => {
    window.removeEventListener('online', look);
    window.removeEventListener('offline', look);
  });
  return online;
}

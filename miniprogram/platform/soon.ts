/**
 * Runs `task` once after all that happens now; many requests are one. It is a
 * piece of work of its own: what asks for it is often long enough.
 */
export function soon(task: () => void): () => void {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      task();
    });
  };
}

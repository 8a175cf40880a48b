/** Runs `task` once after all that happens now; many requests are one. */
export function soon(task: () => void): () => void {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    void Promise.resolve().then(() => {
      waiting = false;
      task();
    });
  };
}

import { sentenceOf } from './door';

/** Does what a person ordered, one at a time, and keeps what went wrong. */
export interface Action {
  readonly busy: boolean;
  readonly error: string | null;
  run(work: () => Promise<void>): Promise<void>;
}

export function createAction(redraw: () => void): Action {
  let busy = false;
  let error: string | null = null;
  return {
    get busy() {
      return busy;
    },
    get error() {
      return error;
    },
    async run(work) {
      if (busy) return;
      busy = true;
      error = null;
      redraw();
      try {
        await work();
      } catch (cause) {
        error = sentenceOf(cause);
      } finally {
        busy = false;
        redraw();
      }
    },
  };
}

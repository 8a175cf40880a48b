import { MessagePlugin } from 'tdesign-vue-next';
import { computed, shallowRef } from 'vue';
import { DESK_COPY } from '../../../../domain/ui/copy/desk';
import { isWaiting } from '../../../../miniprogram/views/conversation-row';
import type { DeskHost } from './desk-host';
import { browserStorage } from './desk-ports';

const KEY = 'marks';

/**
 * Answered conversations that he wants to come back to: they stand among 待回复
 * until somebody says something in them. Kept in this browser.
 */
export function useMarks({ state }: Pick<DeskHost, 'state'>) {
  const storage = browserStorage(window.localStorage);
  /** By conversation: at which number it was marked. */
  const marks = shallowRef(numbersIn(storage.get(KEY)));
  const done: string[] = [];

  const marked = computed(
    () =>
      new Set(
        state.value.open
          .filter((one) => !isWaiting(one) && marks.value[one._id] === one.seq)
          .map(({ _id }) => _id)
      )
  );

  function keep(next: Record<string, number>): void {
    marks.value = next;
    storage.set(KEY, next);
  }

  function mark(id: string): void {
    const { open } = state.value;
    const found = open.find(({ _id }) => _id === id);
    if (!found || isWaiting(found) || marked.value.has(id)) return;
    const old = open.filter(({ _id, seq }) => marks.value[_id] === seq);
    keep({
      ...Object.fromEntries(old.map(({ _id, seq }) => [_id, seq])),
      [id]: found.seq,
    });
    done.push(id);
    void MessagePlugin.info(DESK_COPY.deskMarked);
  }

  /** Takes back the last mark that still stands. */
  function undo(): void {
    const id = done.pop();
    if (id === undefined) return;
    const { [id]: _gone, ...others } = marks.value;
    keep(others);
    void MessagePlugin.info(DESK_COPY.deskUnmarked);
  }

  return { marked, mark, undo };
}

function numbersIn(kept: unknown): Record<string, number> {
  if (typeof kept !== 'object' || kept === null) return {};
  return Object.fromEntries(
    Object.entries(kept).filter(([, value]) => typeof value === 'number')
  );
}
